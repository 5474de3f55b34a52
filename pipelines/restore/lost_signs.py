"""Question marks that ask nothing: a mirror writes one for each blank, bullet, accent or face that CP936 lacks."""

import re
from collections.abc import Iterator

from pipelines.restore.mirror.ranking import cost_of

_HAN = "\u3400-\u9fff"
_LATIN = "0-9A-Za-z_"
_NO_QUESTION = re.compile(
    rf"(?<=[À-ɏ])[?？]|(?:(?<![^\s\u3000>])|(?<=[，。、：；…—（《“‘·]))[?？](?=[\s\u3000]{{0,8}}(?:[^\x00-\x7f]|$))"
    rf"|(?<=[{_HAN}])\?(?=[{_LATIN}])|[?？](?=[，。、：；])|？(?=[{_LATIN}.])"
    rf"|(?<=[{_LATIN}])\?(?=[{_LATIN}]{{1,30}}(?![{_LATIN}=&]))"
)
"""At the head of a paragraph, behind a mark that ends no word or before another, within a number or a foreign word."""
_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f])\?|\?(?=[^\x00-\x7f])")
"""A half-width mark of Chinese, on a page whose others are full-width."""
_MARK = re.compile(rf"？(?=([{_HAN}]{{1,4}})?)")
_QUESTION = re.compile(r"[吗呢吧么怎谁哪何几否岂啥]|什么|多少|难道|(.)[不没]\1")
"""What a Chinese question holds."""
_SENTENCE_END = "。！？；"
_LONGEST = 60
"""Characters of a sentence that are looked at."""
_BEFORE = 8
"""Characters before the mark that the language model looks at."""
_JOINED = 0.0
"""Nats by which what stands around a mark must go together for a doubt where nothing asks: of 2,168 places amid words all lie above 3."""
_JOINED_QUESTION = 6.2
"""The same where the sentence holds a word of questions: two places in a hundred lie below it."""
_ENDING = 4.8
"""Nats of a mark at a sentence's end, from which it is doubted: of 2,493 ends of statements two in a hundred cost less."""


def lost_signs(text: str, start: int, end: int, *, narrow: bool) -> Iterator[int]:
    """Yield where a part of a restored text shows a mark that may stand for a lost character; `narrow`: all were `?`."""
    places = {match.start() for match in _NO_QUESTION.finditer(text, start, end)}
    if narrow:
        places.update(
            match.start()
            for match in _MARK.finditer(text, start, end)
            if _may_be_lost(text[max(start, match.start() - _LONGEST) : match.start()], match[1] or "")
        )
    else:
        places.update(match.start() for match in _BESIDE_CHINESE.finditer(text, start, end))
    yield from sorted(places)


def _may_be_lost(before: str, behind: str) -> bool:
    """Tell whether a mark between two pieces of a text asks nothing that they tell.

    >>> _may_be_lost("你去过安康吗", "我没有"), _may_be_lost("庙", "里有个")
    (False, True)
    """
    sentence = before[1 + max(map(before.rfind, _SENTENCE_END)) :]
    asks = _QUESTION.search(sentence) is not None
    near = before[-_BEFORE:]
    if behind:
        joined = cost_of("？" + behind, near) - cost_of(behind, near)
        return joined >= (_JOINED_QUESTION if asks else _JOINED)
    return not asks and bool(sentence) and cost_of("？", near) >= _ENDING
