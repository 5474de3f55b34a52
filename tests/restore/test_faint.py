"""A page with one trace of a mirror is known where its Traditional is a table's work, and only there."""

from dataclasses import replace

import pytest

from pipelines.restore import restore
from tests.restore.mirror import DROPS, Habits, damage, listed

STORY = (
    "<p>石桥村的渔民关于休渔的约定传了三代，每年谷雨后，几户人家把渔网收进仓库，船都拉上岸。</p>"
    "<p>镇里的干部说，这个办法简单，鱼群却一年比一年多，县里要总结这条经验。</p>"
    "<p>渔业站的工作人员几乎每个礼拜都来码头，检查网眼，记录鱼苗的长势，还帮几位老人修补旧渔网。</p>"
)
TRACES = {
    "a tag": "<p>老人说：“网眼大一点，大家都放心。”</p>",
    "a name behind a blank": "<p>图片来源 海口在线 供图</p>",
    "a question that is none": "<p>岸上只有一条狗。孔家湾的老人去世以后，它仍然每天等在那里。</p>",
    "a semicolon": "<p>船灯变绿。火车从桥上开过时，许多人醒了。</p>",
    "a tag in a script": '<script>var a = "<p>老人说：“我离得近。”<\\/p>";</script>',
}
MIRRORS = {
    "marks": Habits(listed()[:2]),
    "half-width": Habits(listed()[:2], half_width=True, private_use=False),
    "drops": Habits(listed()[:2], decoder=DROPS),
}
WRITTEN = (
    "<p>石橋村的漁民關於休漁的約定傳了三代，每年穀雨後，幾戶人家把漁網收進倉庫，船都拉上岸。</p>"
    "<p>鎮裡的幹部說，這個辦法簡單，魚群卻一年比一年多，縣裡要總結這條經驗。</p>"
)


@pytest.mark.parametrize("mirror", MIRRORS)
@pytest.mark.parametrize("trace", TRACES)
def test_one_torn_place_convicts_a_tables_traditional(trace, mirror):
    page = STORY + TRACES[trace]
    shown = damage(page, MIRRORS[mirror])
    restored = restore(shown)
    assert restored.kinds
    assert restored.text.translate(str.maketrans(",:", "，：")).startswith(STORY)
    assert restored.text.endswith(page[-8:])


@pytest.mark.parametrize("mirror", MIRRORS)
@pytest.mark.parametrize("trace", TRACES)
def test_a_writers_page_keeps_what_looks_torn(trace, mirror):
    torn = damage(TRACES[trace], replace(MIRRORS[mirror], decoder=DROPS))
    assert restore(WRITTEN + torn).text == WRITTEN + torn


@pytest.mark.parametrize(
    "question",
    ["<p>這么大的魚?!誰信？</p>", "<p>真的？！老人搖頭。</p>", "<p>誰說的?他不信!說完就走了。</p>"],
)
def test_a_question_of_a_tables_traditional_is_no_trace(question):
    page = damage(STORY, Habits(())) + question
    assert restore(page).text == page


def test_one_annotation_amid_a_sentence_convicts_a_page_that_no_writer_wrote():
    letter = (
        "<p>尊敬的师傅：我是沙城镇的退休教师，昨日下午三点多，我坐您的车去医院，下车时把装着老花镜的布袋落在了座位上。</p>"
        "<p>我回到家正着急，门铃响了。您站在门口，还没等我说谢谢，您就下楼了，因为车还停在路口。</p>"
        "<p>我不知道您的姓名，只记得车牌尾号。借贵报一角，向您鞠一躬。怀来县退休教师敬上</p>"
        "<p>这几张车票请转给车队，让大伙儿都听听这个温暖的故事，单位领导也应该给师傅记上一笔奖励。</p>"
    )
    footer = "<p>版权所有 未经许可不得转载</p>"
    assert restore(damage(letter + footer, Habits(listed()[:9]))).text == letter + footer
    kept = damage(letter, Habits(())).replace("因為", "最後因為") + "<p>版權所有 未經(jīng)許可不得轉載</p>"
    assert restore(kept).text == kept
