"""What reads as a sentence of Chinese text, by its length, its characters and its punctuation alone."""

import re

PROSE_CHARACTERS = 12
"""Characters from which a line can be a sentence: 山阳县昨日迎来丰收季。 has eleven and a bit of luck."""

# Each alternative begins with a character: found faster than [...]|. Between western words these are of a name: Discuz! X3.
_STOPS = re.compile(
    r"。|！|？|；|!(?:(?<![A-Za-z]!)|(?!\s?[A-Za-z]))|\?(?:(?<![A-Za-z]\?)|(?!\s?[A-Za-z]))"
    r"|;(?:(?<![A-Za-z];)|(?!\s?[A-Za-z]))|……|\.(?=\s|$)"
)
_PAUSES = re.compile(r"[，、,“”「」《》]")
_SENTENCE_ENDS = frozenset("。！？；!?;…：:")
_SAMPLE = 400
"""Characters at a line's start among which its Chinese ones are counted."""
_ENOUGH_HAN = re.compile(rf"\A(?:[^\u3400-\u9fff]*+[\u3400-\u9fff]){{{PROSE_CHARACTERS // 2}}}")


def reads_as_prose(line: str) -> bool:
    """Say whether a line has the length, the characters and the punctuation of a Chinese sentence.

    >>> reads_as_prose("山阳县昨日举行丰收节，村民们载歌载舞。")
    True
    >>> reads_as_prose("首页 新闻 地方 视频 图片 专题")
    False
    """
    if len(line) < PROSE_CHARACTERS:
        return False
    if not _STOPS.search(line) and (len(line) < 2 * PROSE_CHARACTERS or not _PAUSES.search(line)):
        return False
    return _ENOUGH_HAN.match(line[:_SAMPLE]) is not None


def ends_as_sentence(line: str) -> bool:
    """Say whether a line ends the way a sentence does, closing quotes and brackets aside.

    >>> ends_as_sentence("他说：“今年收成好。”"), ends_as_sentence("今年收成好")
    (True, False)
    """
    return line.rstrip("”’』」）)】》\"' ")[-1:] in _SENTENCE_ENDS
