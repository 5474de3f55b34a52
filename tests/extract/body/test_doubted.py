"""A text that is not believed to be the body is told with what speaks against it."""

import json
from datetime import UTC, datetime

from pipelines.extract.fields import extract
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from schemas import Draft, Page, Rules

URL = "http://www.yunxi.example/xw/202608/t20260814_5512.html"
TITLE = "云溪稻田里办起艺术节"
OURS = (
    "8月13日，云溪县举行第三届稻田艺术节，两千多名群众走进田间看展览。",
    "“种了一辈子稻子，头一回站在画里。”村民申屠有田说，他的斗笠也成了展品。",
)
THEIRS = (
    "石桥镇的渡口昨天停摆了，最后一班船载着十一名乘客靠岸，船工把缆绳系在老樟树上。",
    "四十年来，这条船载过上学的孩子、赶集的老人，还有一头头准备过河去卖的耕牛，从没出过事故。",
    "新建的大桥将于本周六正式通车，两岸居民今后步行过河只要六分钟，再也不用等船。",
    "镇里打算把渡口的码头改成一座小公园，老船也会修好，放在岸边让孩子们看一看。",
)


HOT = (
    "<ul>"
    + "".join(f"<li><a href=/{day}>渡口停摆以后的第{day}个早晨</a></li>" for day in range(12))
    + "</ul>"
)


def paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def draft_of(inner: str, head: str = "") -> Draft:
    html = f"<html><head><title>{TITLE}</title>{head}</head><body>{inner}</body></html>"
    page = Page(url=URL, body=html.encode(), fetched_at=datetime(2026, 11, 20, tzinfo=UTC))
    return extract(read_surface(parse(html, URL)), page, Rules())


def doubts_of(draft: Draft) -> list[tuple[str, str]]:
    return [(each.value[:4], each.against) for each in draft.doubted if each.field == "body"]


def test_a_heavier_text_that_says_nothing_of_the_headline_is_told():
    draft = draft_of(
        f"<div><div><h1>{TITLE}</h1><div>2026-08-14 09:30</div></div><div>{paragraphs(OURS)}</div></div>"
        f"{HOT}<div><div>{paragraphs(THEIRS)}{paragraphs(THEIRS)}</div></div>",
        f'<meta name="description" content="{OURS[0]}">',
    )
    assert draft.body is not None
    assert draft.body.value.split("\n") == list(OURS)
    assert doubts_of(draft) == [(THEIRS[0][:4], "another text speaks of the headline, this one does not")]


def test_a_page_on_which_only_readers_speak_has_no_body_and_says_why():
    rows = "".join(
        f"<div class=c><b>{nick}</b><i>2026-08-1{day} 10:2{day}</i><p>{said}</p><a>回复</a><a>赞(3)</a></div>"
        for day, (nick, said) in enumerate(
            [("山里人", THEIRS[0]), ("渡口老周", THEIRS[1]), ("云溪茶农", THEIRS[2]), ("早起的鸟", THEIRS[3])]
        )
    )
    draft = draft_of(f"<h1>{TITLE}</h1><p>2026-08-14 09:30</p><video src=1.mp4></video><div>{rows}</div>")
    assert draft.body is None
    assert [against for _, against in doubts_of(draft)] == ["readers said it, or it is a further article"]


def test_a_shown_text_that_the_page_s_data_hold_more_of_is_told():
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join((*OURS, *THEIRS))}
    draft = draft_of(
        f"<h1>{TITLE}</h1><p>2026-08-14 09:30</p><div>{paragraphs(OURS)}</div>",
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>',
    )
    assert draft.body is not None
    assert len(draft.body.value.split("\n")) == len(OURS) + len(THEIRS)
    assert doubts_of(draft) == [(OURS[0][:4], "the page's data hold more of it")]
