"""Between two paragraphs players, gestures, credits and links of other articles are cut, and the story's short lines stay."""

import pytest

from tests.extract.body.test_edges import FIRST, LAST, SECOND, lines_of

FURNITURE = (
    "<p>【延伸阅读】<a href=/1>云溪民歌唱响田野</a></p>",
    "<p>点击查看：<a href=/1>云溪民歌唱响田野</a></p>",
    "<p>&gt;&gt;&gt;推荐阅读：<a href=/1>云溪民歌唱响田野</a></p>",
    "<div>视频加载中...</div>",
    "<div><span>00:00</span>/<span>02:11</span><span>倍速</span></div>",
    "<div><span>收听音频</span><span>00:00</span><span>03:12</span></div>",
    "<p style='text-align:center'>▲ 点击观看视频</p>",
    "<p>（点击图片查看大图）</p>",
    "<p>GIF</p>",
    "<div>继续滑动看下一个</div>",
    "<div>轻触阅读原文</div>",
    "<p>↓↓↓</p>",
    "<p>左右滑动查看更多</p>",
    "<p>&lt;&lt; 滑动查看更多图片 &gt;&gt;</p>",
    "<p>艺术节现场。柳青禾 摄</p>",
    "<p>视频来源：云溪融媒</p>",
    "<p>视频：柳青禾 剪辑：古月</p>",
    "<div>本文约1200字，阅读需要3分钟</div>",
)


@pytest.mark.parametrize("box", FURNITURE)
def test_furniture_between_two_paragraphs_is_cut(box: str) -> None:
    assert lines_of(within=box) == [FIRST, SECOND, LAST]


STORY = (
    ("<p>问：今年有什么不同？</p><p>答：把展厅搬进了稻田。</p>", 2),
    ("<dl><dt>问：票价多少？</dt><dd>答：免费。</dd></dl>", 2),
    ("<p>稻花香，</p><p>谷满仓，</p><p>唱着山歌把家还。</p>", 3),
    ("<p>① 8月20日 民歌会</p><p>② 8月27日 收割节</p>", 2),
    ("<p>墙上写着：扫码关注，免费领水。</p>", 1),
    ("<p>“转发、点赞、评论，一个都不能少。”主播对着镜头喊道。</p>", 1),
    ("<p><b>画家名片</b></p><p>岳长林，六十一岁，云溪县石桥镇人，画龄四十年。</p>", 2),
    ("<p>编辑部就设在田埂边的小木屋里，四个人，两台电脑。</p>", 1),
    ("<p>1、服从引导；</p><p>2、爱护庄稼；</p>", 2),
    ("<ul><li>石桥村：插秧体验</li><li>双河村：泥塘摸鱼</li></ul>", 2),
    ("<blockquote><p>种田人的画，画的是种田人的心。</p></blockquote>", 1),
    ("<p>他的微信名叫“稻田里的守望者”，头像是一株稻穗。</p>", 1),
    ("<p>08:30 开幕式</p><p>09:00 民歌会</p>", 2),
    ("<p>滑动的秋千上坐满了孩子。</p>", 1),
    ("<p>* * *</p>", 1),
)


@pytest.mark.parametrize(("markup", "lines"), STORY)
def test_short_lines_of_the_story_stay_between_two_paragraphs(markup: str, lines: int) -> None:
    assert len(lines_of(within=markup)) == 3 + lines


@pytest.mark.parametrize(("markup", "lines"), STORY[:-1])
def test_short_lines_of_the_story_stay_below_the_last_one(markup: str, lines: int) -> None:
    assert len(lines_of(below=markup)) == 3 + lines
