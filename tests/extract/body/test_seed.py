"""The seed, a page of a spam mirror, in the template of its site; its text stays outside the project."""

import re
from html import escape
from pathlib import Path

import pytest
from opencc import OpenCC

from pipelines.extract.body.paragraphs import read_body
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse
from pipelines.strip import strip
from schemas import Found, Rules

SEED = Path(__file__).parents[4] / "shared" / "seed" / "000_443d294dae301430.txt"
URL = "http://www.tibet.cn/cn/Instant/local/202306/t20230612_7430000.html"
RULES = Rules(title="div.title_box h2", byline="div.info", body="#text", drop=("div.content_banquan",))

pytestmark = pytest.mark.skipif(not SEED.exists(), reason=f"the seed page is not beside the project: {SEED}")


def seed_lines() -> list[str]:
    """The seed's lines, readable again: no pinyin in brackets, simplified characters."""
    text = re.sub(r"\([a-zàáèéìíòóùúüāēěīōūǎǐǒǔǖǘǚǜńňǹ]{1,6}\)", "", SEED.read_text(encoding="utf-8"))
    return [line.strip() for line in OpenCC("t2s").convert(text).split("\n") if line.strip()]


def page() -> tuple[str, list[str], str]:
    crumbs, title, byline, *rest = seed_lines()
    *paragraphs, editor, notice, farm = rest
    text = "".join(f"<p>　　{escape(line)}</p>" for line in [*paragraphs, editor])
    html = (
        f"<html><head><title>{title}</title></head><body><div class='wrap'><div><a>{escape(crumbs)}</a></div>"
        f"<div class='title_box'><h2>{title}</h2><div class='info'><span>{byline}</span></div></div>"
        f"<div class='text botborder' id='text'><div class='TRS_Editor'>{text}</div></div>"
        f"<div class='content_banquan'>{escape(notice)}</div></div><div>{escape(farm)}</div></body></html>"
    )
    return html, paragraphs, title


@pytest.mark.parametrize("rules", [Rules(), RULES], ids=["general", "site"])
def test_the_body_has_every_paragraph_and_no_county_list_and_no_copyright_statement(rules):
    html, paragraphs, title = page()
    body = read_body(read_surface(parse(html, URL), rules), rules, URL, Found(value=title, rule="site")).body
    assert body is not None
    text = strip(body.text)
    assert text.split("\n") == [*paragraphs[:-1], paragraphs[-1].removesuffix("(俞立权)")]


def test_everything_in_one_container_gives_the_same_body():
    lines = seed_lines()
    html = (
        "<html><body><div class='content'>"
        + "".join(f"<p>{escape(line)}</p>" for line in lines)
        + "</div></body></html>"
    )
    body = read_body(read_surface(parse(html, URL)), Rules(), URL, Found(value=lines[1], rule="label")).body
    assert body is not None
    text = strip(body.text)
    assert "宣汉县" not in text
    assert "版权声明" not in text
    assert text.split("\n")[-1].startswith("“近年来")
    assert text.endswith("凝聚起强大合力。")
