"""The headline in a <title>: without site, channel and day, with the column that stands before it."""

import re
from typing import NamedTuple

from pipelines.extract.title.plain_words import plain
from pipelines.extract.title.site_names import LONGEST_CHANNEL, SiteNames, looks_like_channel, looks_like_site

_HAN = "\u3400-\u9fff"
_SIGN = re.compile(
    rf" ?(?:[_|｜丨¦«»‹›>＞]|--+|::) ?| [-–—/·:] ?| ?[-–—] "
    rf"|(?<=[{_HAN}？！?!”》）)])[-–—](?=[{_HAN}A-Z0-9“‘《【])|(?<=[{_HAN}])[/·](?=[{_HAN}])"
)
"""What stands between headline, channel and site. The text has one blank at a place."""
_LONGEST = 400
"""Characters of a <title> that are looked at."""
_COLUMN_SIGNS = frozenset("｜丨")
"""Signs that part a column from its headline and, unlike |, never keywords."""
_TAG_SIGNS = frozenset("_|¦")
_DASHES = frozenset("-–—")
_NAME_SIGNS = frozenset({"_", "«", "»", "--", "::", " -", " –", " —"})
"""Signs that hardly a headline has: what is short behind them is a name."""
_WEAK_SIGNS = frozenset("-–—·/")
"""Signs that a headline may have itself."""
_DAY = re.compile(
    r"(?:发布(?:时间|日期)[:：] ?)?(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?"
    r"(?: ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)
_DAY_BEHIND = re.compile(
    r"(?<=[^ ]) 20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}(?: [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\Z"
)
_OF_A_SENTENCE = re.compile(r"[，。！？：；、“”《》,!?:;]")
_LONGEST_TAG = 6
"""Characters of a keyword or channel that nothing but its shortness tells."""
_LONGEST_BARE_CHANNEL = 4
_SHORT_HEADLINE = 4
_LONG_HEADLINE = 8
"""Characters of a headline from which a short word behind it is none of its own."""


class _Part(NamedTuple):
    start: int
    end: int
    sign: str  # that stands before it
    text: str


def split_title(title: str) -> list[str]:
    """Return the parts of a <title>, its signs left out.

    >>> split_title("新春走基层|柳湾镇秋收忙 - 山阳网"), split_title("1-10月柳湾镇投资趋稳")
    (['新春走基层', '柳湾镇秋收忙', '山阳网'], ['1-10月柳湾镇投资趋稳'])
    """
    return [part.text for part in _parts(title)]


def cut_suffix(title: str, names: SiteNames) -> str:
    """Return the headline of a <title>; empty where it names a site or a channel and nothing else.

    Names go from both ends, and never the last part that is left unless it is one.
    """
    parts = _parts(title)
    first, last = 0, len(parts) - 1
    cut = False
    while first < last and _leads_in(parts[first : last + 1], names):
        first += 1
        cut = True
    while last > first and _trails(parts[first : last + 1], names, cut=cut):
        cut = cut or not _DAY.fullmatch(parts[last].text)
        last -= 1
    while cut and first < last and _is_step(parts[first : last + 1], names):
        first += 1
    if not parts or (first == last and _is_no_headline(parts[first].text, names, cut=cut)):
        return ""
    return _DAY_BEHIND.sub("", title[parts[first].start : parts[last].end])


def _parts(title: str) -> list[_Part]:
    parts: list[_Part] = []
    start, sign = 0, ""
    for match in _SIGN.finditer(title[:_LONGEST]):
        if text := title[start : match.start()].strip():
            parts.append(_Part(start, match.start(), sign, text))
        sign = match[0].strip()
        start, sign = match.end(), f" {sign}" if sign in _DASHES and sign != match[0] else sign
    if text := title[start:].strip():
        parts.append(_Part(start, len(title), sign, text))
    return parts


def _leads_in(parts: list[_Part], names: SiteNames) -> bool:
    """Say whether a first part is the site or its home, as in a <title> that is a trail of steps."""
    first, *others = (part.text for part in parts)
    return looks_like_site(first) or (len(first) <= len(max(others, key=len)) and names.is_site(first))


def _is_step(parts: list[_Part], names: SiteNames) -> bool:
    """Say whether a first part, behind the site's name, is a channel and not the beginning of the headline."""
    first, second = parts[:2]
    if names.is_channel(first.text) or looks_like_channel(first.text):
        return True
    short = len(plain(first.text)) <= _LONGEST_BARE_CHANNEL
    return short and second.sign in _NAME_SIGNS | {">"} and len(plain(parts[-1].text)) >= _LONG_HEADLINE


def _trails(parts: list[_Part], names: SiteNames, *, cut: bool) -> bool:
    """Say whether the last part is a name or a day behind the headline; `cut`: one was found before."""
    last = parts[-1]
    if _DAY.fullmatch(last.text) or names.is_site(last.text):
        return True
    if len(plain(last.text)) > LONGEST_CHANNEL or _OF_A_SENTENCE.search(last.text):
        return False
    if names.is_channel(last.text):
        return True
    if looks_like_channel(last.text) and last.sign not in _COLUMN_SIGNS:
        return cut or last.sign not in _WEAK_SIGNS
    before = sum(len(plain(part.text)) for part in parts[:-1])
    return last.sign not in _COLUMN_SIGNS and _is_aside(last, before, cut=cut)


def _is_aside(part: _Part, before: int, *, cut: bool) -> bool:
    """Say whether a short part is a keyword, a channel or a name that nothing but its sign and place tells."""
    size = len(plain(part.text))
    if cut and size <= _LONGEST_BARE_CHANNEL and before >= _SHORT_HEADLINE:
        return size < before
    if part.sign in _NAME_SIGNS:
        return size < before and before >= _SHORT_HEADLINE
    return part.sign in _TAG_SIGNS and size <= _LONGEST_TAG and before >= _LONG_HEADLINE


def _is_no_headline(text: str, names: SiteNames, *, cut: bool) -> bool:
    if names.is_channel(text) or (not cut and names.is_site(text)):
        return True
    return len(plain(text)) <= _LONGEST_BARE_CHANNEL and (looks_like_channel(text) or names.is_site(text))
