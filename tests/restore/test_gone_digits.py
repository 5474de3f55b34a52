"""A digit that a decoder swallowed is told by the calendar and the page's own dates, and never certain."""

import pytest

from pipelines.restore import restore
from tests.restore.mirror import DROPS, MARKS, Habits, damage

PAGE = "<p>2016-{month}-22 石桥日报</p><p>“鱼群回来了，大家都看见了。”{date}，县里的渔民关于休渔的约定传了三代，鱼却不少。</p>"


@pytest.mark.parametrize("decoder", [MARKS, DROPS])
@pytest.mark.parametrize(
    ("month", "date"), [("03", "3月16日"), ("08", "7月25日"), ("12", "12月2日上午"), ("05", "2015年5月")]
)
def test_a_date_gets_its_digit_back_from_the_page(month, date, decoder):
    page = PAGE.format(month=month, date=date)
    restored = restore(damage(page, Habits(decoder=decoder)), damaged=True)
    assert restored.text == page
    assert not restored.exact


@pytest.mark.parametrize("date", ["16个村", "8岁的孙女", "9日上午"])
def test_a_digit_that_nothing_tells_stays_a_mark(date):
    page = PAGE.format(month="03", date=date)
    restored = restore(damage(page, Habits()), damaged=True)
    assert restored.text == page.replace(f"”{date}", f"”?{date[1:]}")
    assert not restored.exact
