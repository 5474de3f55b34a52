"""Markup that a template escaped once too often: &amp;ldquo; is shown as &ldquo;, &lt;p&gt; as <p>.

It is undone once, and only where the page cannot mean it: a story that speaks of entities or of HTML keeps them.
"""

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from pipelines.restore.edits import Edits
from schemas import Edit

KIND = "escape"

_ENTITY = (
    r"&amp;(?P<entity>nbsp|ensp|emsp|thinsp|[lrsb][ds]?quo|[mn]dash|hellip|middot|bull|quot|apos|amp|lt|gt"
    r"|times|deg|permil|plusmn|rarr|larr|copy|reg|trade|yen|sup[123]|frac[13][24]|[lr]aquo|[gl]e|shy|zwnj"
    r"|\#[0-9]{2,6}|\#x[0-9a-fA-F]{2,5});"
)
_TAG = (
    r"&(?:lt|\#60|\#[xX]3[cC]);(?P<close>/?)(?P<tag>(?i:p|br|div|span|strong|b|em|font|center|section|img|a|h[1-6]|u"
    r"|table|tbody|thead|tr|t[dh]|ul|ol|li|i|hr|sup|sub|blockquote|figure|figcaption|article|o:p))(?![A-Za-z0-9])(?P<rest>(?:[^<>&]|&(?!(?:gt|lt|\#6[02]|\#[xX]3[cCeE]);))*+)"
    r"&(?:gt|\#62|\#[xX]3[eE]);"
)
_SIGN = re.compile(rf"{_ENTITY}|{_TAG}")
_RAW_NAMES = "script|style|noscript|textarea|pre|code|xmp|samp|kbd|svg"
_RAW = re.compile(rf"<(?:!--|(?P<raw>{_RAW_NAMES})\b)", re.IGNORECASE)
_MARKUP = re.compile(
    rf"<(?:!--|(?P<raw>{_RAW_NAMES})\b|(?P<name>/?[a-zA-Z][a-zA-Z0-9:-]{{0,30}}))",
    re.IGNORECASE,
)
_TELLS_TITLE = re.compile(
    r"(?:name|property|id|itemprop)\s{0,3}=\s{0,3}[\"']?[\w:.-]{0,30}(?:title|headline)", re.IGNORECASE
)
_SIGNS_OF_THEIR_OWN = frozenset({"nbsp", "amp", "quot", "lt", "gt"})
"""Entities that texts about markup name the most."""
_VOID = frozenset({"br", "img", "hr"})
_SUBJECT = re.compile(r"HTML|XML|CSS|转义|轉義|实体|實體|源代码|编程|程式碼", re.IGNORECASE)
"""Words of a text that speaks of markup, wherever they stand in it."""
_SPOKEN_BEFORE = re.compile(
    r"(?:使用|采用|写成|写作|输入|插入|加上|显示为?|出现了?|叫做|即|用|[“‘\"'「『（(`])\s?\Z"
)
_NAMED_BEHIND = re.compile(r"\A\s?(?:标签|標籤|元素|代码|字符|符号|表示|代表|来表示)")
_SPOKEN_BEHIND = re.compile(_NAMED_BEHIND.pattern + r"|\A\s?[”’\"'」』）)`]")
_WRITTEN = re.compile(r"(?:使用|用|写作|写成|写下|输入|插入|显示为)\Z")
_WRITTEN_SO = re.compile(r"(?:写作|写成|输入|显示为)\Z")
_JOINED = re.compile(r"\s{0,3}[和与或、及]\s{0,3}")
"""Words and quotation marks directly around a piece of markup that is spoken of."""
_HAN = re.compile("[\u3400-\u9fff]")
_FEWEST_HAN = 4
_WHOLE_TEXT = 40
"""Chinese characters of a text that is no example of markup."""
_REACH = 8
"""Characters around a sign that are looked at."""


class _Run(NamedTuple):
    """A stretch of the source between two tags."""

    start: int
    end: int
    tag: str  # the tag before it, in small letters, without /


def undo_escapes(text: str) -> Sequence[Edit]:
    """Return the edits that undo what the page escaped twice; none where that is not certain. Linear.

    >>> [(edit.before, edit.after) for edit in undo_escapes("<p>“村里&amp;nbsp;&amp;nbsp;丰收&amp;hellip;")]
    [('&amp;nbsp;', '&nbsp;'), ('&amp;nbsp;', '&nbsp;'), ('&amp;hellip;', '&hellip;')]
    >>> undo_escapes("<p>在 HTML 中用&amp;nbsp;表示空格。</p>")
    ()
    """
    starts = array("I", (sign.start() for sign in _SIGN.finditer(text)))
    if _are_raw(text, starts):
        return ()
    if any(
        _is_spoken_of(text, run, signs) and not _is_all_markup(text, run, signs)
        for run, signs in _signed(text, starts)
    ):
        return ()
    return Edits(edit for run, signs in _signed(text, starts) for edit in _edits(text, run, signs))


def _signed(text: str, starts: Sequence[int]) -> Iterator[tuple[_Run, list[re.Match[str]]]]:
    """Yield the runs that hold signs, and these; `starts` is where signs stand in the whole text."""
    for run in takewhile(lambda run: bool(starts) and run.start <= starts[-1], _runs(text)):
        if bisect_left(starts, run.start) == bisect_left(starts, run.end):  # no sign stands across a tag
            continue
        if signs := list(_SIGN.finditer(text, run.start, run.end)):
            yield run, signs


def _edits(text: str, run: _Run, signs: list[re.Match[str]]) -> Iterator[Edit]:
    """Yield what undoes the signs of a run: the entities, and the tags where they are whole markup around a text."""
    whole = _is_whole(signs) and sum(1 for _ in _HAN.finditer(text, run.start, run.end)) >= _FEWEST_HAN
    yield from (_edit(sign, run) for sign in signs if sign["entity"] or whole)


def _are_raw(text: str, starts: Sequence[int]) -> bool:
    """Tell whether all signs stand in scripts, styles and comments: such a page is not walked through."""
    position = 0
    for start in starts:
        while position <= start:
            opener = _RAW.search(text, position, start)
            if opener is None:
                return False
            position = _end_of_raw(text, opener["raw"], opener.end())
    return True


def _end_of_raw(text: str, name: str | None, start: int) -> int:
    """Return where a script or the like ends, without a name a comment: at the end of the text if never closed."""
    if name is None:
        end = text.find("-->", start)
        return len(text) if end < 0 else end + 3
    closing = re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE).search(text, start)
    return closing.end() if closing else len(text)


def _runs(text: str) -> Iterator[_Run]:
    """Yield what stands between the tags, and the tags that tell a headline; no script, code or form field."""
    position, tag = 0, ""
    while (opener := _MARKUP.search(text, position)) is not None:
        if position < opener.start():
            yield _Run(position, opener.start(), tag)
        if opener["raw"]:
            position = _end_of_raw(text, opener["raw"], opener.end())
            tag = ""
        elif opener["name"]:
            end = text.find(">", opener.end())
            position = len(text) if end < 0 else end + 1
            tag = opener["name"].lower().lstrip("/")
            if tag in ("meta", "input") and _TELLS_TITLE.search(text, opener.end(), position):
                yield _Run(opener.end(), position - 1, tag)
        else:
            position = _end_of_raw(text, None, opener.end())
    if position < len(text):
        yield _Run(position, len(text), tag)


def _is_spoken_of(text: str, run: _Run, signs: list[re.Match[str]]) -> bool:
    """Say whether a run speaks of markup rather than having it escaped."""
    if _SUBJECT.search(text, run.start, run.end) or (
        run.tag == "a" and not _HAN.search(text, run.start, run.end)
    ):
        return True
    if any(_is_quoted(text, run, sign) for sign in signs):
        return True
    pairs = pairwise(signs)
    return any(_JOINED.fullmatch(text, one.end(), two.start()) and not _parts(one, two) for one, two in pairs)


def _is_quoted(text: str, run: _Run, sign: re.Match[str]) -> bool:
    """Say whether the words around a piece of markup name it."""
    before = text[max(run.start, sign.start() - _REACH) : sign.start()]
    behind = text[sign.end() : min(run.end, sign.end() + _REACH)]
    if _SPOKEN_BEFORE.search(before) and _SPOKEN_BEHIND.match(behind):
        return True
    if sign["tag"]:
        return bool(_WRITTEN.search(before))
    if sign["entity"] not in _SIGNS_OF_THEIR_OWN:
        return False
    return bool(_NAMED_BEHIND.match(behind) or _WRITTEN_SO.search(before))


def _parts(one: re.Match[str], two: re.Match[str]) -> bool:
    """Say whether a quotation ends with the one and the next begins with the other."""
    return (one["entity"] or "").startswith("r") and (two["entity"] or "").startswith("l")


def _is_all_markup(text: str, run: _Run, signs: list[re.Match[str]]) -> bool:
    """Say whether a run is a whole text whose markup was escaped: it begins and ends with a tag."""
    return (
        not text[run.start : signs[0].start()].strip()
        and not text[signs[-1].end() : run.end].strip()
        and bool(signs[0]["tag"] and signs[-1]["tag"])
        and len(_HAN.findall(text, run.start, run.end)) >= _WHOLE_TEXT
    )


def _is_whole(signs: list[re.Match[str]]) -> bool:
    """Say whether the escaped tags of a run are whole markup: each that opens is closed, <p> and <br> aside."""
    opened = Counter(sign["tag"].lower() for sign in signs if sign["tag"] and not sign["close"])
    closed = Counter(sign["tag"].lower() for sign in signs if sign["tag"] and sign["close"])
    return all(opened[tag] == closed[tag] or tag in _VOID or tag == "p" for tag in opened | closed)


def _edit(sign: re.Match[str], run: _Run) -> Edit:
    if sign["entity"]:
        after = f"&{sign['entity']};"
    elif run.tag in ("title", "meta", "input"):
        after = " "  # no element stands there
    else:
        rest = sign["rest"].replace("&quot;", '"').replace("&amp;", "&")
        after = f"<{sign['close']}{sign['tag']}{rest}>"
    return Edit(start=sign.start(), before=sign[0], after=after, kind=KIND)
