"""The section of an article from the breadcrumb, and the site's name."""

import re

from pipelines.extract.lines import JOINT, Lines
from pipelines.extract.structured import Fact

_ARROW = re.compile(r"[>＞»›→]|>>|&gt;")
_LEAD = re.compile("^(?:您?(?:现在)?(?:的)?(?:当前)?(?:所在)?(?:的)?位置|當前位置|当前位置|位置|你在)(?:是)?\\s*[:：]?")
_NO_SECTION = re.compile("^(?:首页|首頁|主页|网站首页|正文|文章|内容|返回|详情|新闻正文|文章正文|内容页|详细内容|.{0,12}网首页)$")
LONGEST_CRUMB = 16
"""Characters of one step of a breadcrumb."""


def read_section(lines: Lines) -> tuple[str, ...]:
    """Return the steps of the breadcrumb, outermost first, without 首页, 正文 and the site's own name."""
    for row in lines.rows:
        if row.hidden or not _ARROW.search(row.text) or len(row.text) > 120 or not row.linked:
            continue
        cells = _ARROW.split(_LEAD.sub("", row.parts.replace(JOINT, "")))
        steps = tuple(step for cell in cells if (step := cell.strip(" \t-|/:：")) and not _NO_SECTION.match(step))
        if steps and all(len(step) <= LONGEST_CRUMB for step in steps[:-1]):
            return tuple(step for step in steps if len(step) <= LONGEST_CRUMB)
    return ()


def read_site_name(facts: tuple[Fact, ...]) -> str | None:
    """Return the name that the page gives its site."""
    return next((fact.value for fact in facts if fact.kind == "site"), None)
