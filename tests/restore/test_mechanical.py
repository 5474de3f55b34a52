"""One annotation convicts a page only where its Traditional is a table's work."""

import pytest

from pipelines.restore import Mirror, restore
from pipelines.restore import damage as mirrored
from pipelines.restore.mechanical import is_mechanical

STORY = (
    "双河镇的渔民关于休渔的约定传了三代，每年谷雨后，几户人家把渔网收进仓库，船都拉上岸。"
    "镇里的干部说，这个办法简单，鱼群却一年比一年多，县里要总结这条经验。"
)
WRITTEN = (
    "雙河鎮的漁民關於休漁的約定傳了三代，每年穀雨後，幾戶人家把漁網收進倉庫，船都拉上岸。"
    "鎮裡的幹部說，這個辦法簡單，魚群卻一年比一年多，縣裡要總結這條經(jīng)驗。"
)


def test_a_page_with_one_annotation_is_known_by_its_traditional():
    shown = mirrored(STORY, Mirror(rows=3))
    assert shown.count("(jīng)") == 1
    assert restore(shown).text == STORY


@pytest.mark.parametrize("page", [WRITTEN, STORY.replace("经验", "经(jīng)验"), "“經(jīng)”讀作jīng"])
def test_one_reading_in_a_writers_page_is_his_own(page):
    assert restore(page).text == page


def test_a_writers_traditional_is_not_mechanical():
    assert not is_mechanical(WRITTEN)
    assert is_mechanical(mirrored(STORY, Mirror(rows=0)))
