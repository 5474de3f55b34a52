"""Spam blocks: the lists of search words that mirrors hang on a page, before the article and behind it.

They are known by their form: short items, one separator, no sentence, nothing of what the article is about.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

FEWEST_ITEMS = 6
"""Items of a list of search words; a line of navigation or of credits rarely has as many."""

ITEM_CHARACTERS = 16
"""Longest search word; honest headlines and clauses are longer."""

SOUGHT_SHARE = 0.5
"""Least share of items that are what nobody but spam is found by, as far as they tell."""

THROUGHOUT = 0.8
"""The same share of a list that stands amid the article."""

AKIN_SHARE = 0.34
"""Most of the items that may share two characters in a row with the article: its own tags, and what it reports on, do."""

PACKED_CHARACTERS = 20
"""Shortest line of search words without any separator."""

_NOTORIOUS = re.compile(
    "[无有]码|[一二三四]区|毛片|激情|成人|偷拍|自拍|久久|三级|[情色黄]片|情色|色情|色[综网站图]|伦理|番号|[做性]爱|人妻|少妇|熟[女妇]"
    "|丝袜|啪|[Aa][Vv]|裸|约炮|援交|不卡|私服|棋牌|百家乐|博彩|投注|开户|彩金|娱乐城|赌[场博]|时时彩|六合彩|外围|老虎机|捕鱼"
    "|德州扑克|注册送|代开|办证|刻章|配资|套现|蜘蛛池|外链"
)
"""What the search words of adult, gambling and forgery sites are made of, and few others."""

_COMMON = re.compile(
    "亚洲|欧美|日韩|国产|韩国|精品|午夜|黄色|美女|字幕|综合网|影院|福利|免费(?:观?看|在线|视频|高清|播放)"
    "|在线(?:观?看|播放|视频|免费|高清)|高清|视频|完整版|第一页|同城|小姐|传奇|彩票|真人|电玩|游艺|体育平台"
    "|[Aa][Pp][Pp]下载|下载[Aa][Pp][Pp]|官网|登录|入口|页游|计划软件|发票|贷款|信用卡"
)
"""What stands beside those, and in honest lists as well."""

FEWEST_NOTORIOUS = 2
"""Items of the first kind in a list: one stands in a list of films, or of what the police forbids."""

_INTRODUCTION = re.compile(
    r"^[\s【\[（(]{0,3}(?:主站|本站|站群)?蜘蛛池[^。！？：:]{0,12}[：:]"
    r"|^(?:非常)?(?:感谢|谢谢|欢迎)[您你]?(?:的|来|再次)?(?:访问|光临|浏览|来到)[^。！？]{0,30}[您你](?:可能)?(?:还|也|会)[^。！？：:]{0,12}(?:感兴趣|喜欢|需要)[^。！？：:]{0,6}[：:。！]?"
    r"|^[您你]可能(?:还|也|会)[^。！？：:]{0,10}(?:以下|这些|下列)[^。！？：:]{0,10}(?:感兴趣|喜欢)[^。！？：:]{0,6}[：:。！]?"
)
"""How the blocks begin, if at all; after it any short lines are theirs."""

SEPARATORS_OF_PROSE = tuple(map(re.compile, ("[,，]", "、", "[;；]")))
"""What parts items within sentences, too."""

SEPARATORS = (
    *map(
        re.compile,
        (
            r"[|｜丨‖]",
            r"[_＿]",
            r"[/／\\]",
            r"[·•∙・]",
            r"[★☆◆◇■□●○▲△♥❤✦]",
            r"[>＞»》→]",
            r"(?<=\s)[-—–~](?=\s)",
            r"\s",
        ),
    ),
    *SEPARATORS_OF_PROSE,
)
"""What parts the items of a list; one of them parts all."""

_SENTENCE_END = re.compile(r"[。！？!?…”」：:]")
_SENTENCE = re.compile("[。！？!?]")
_PUNCTUATION = re.compile(r"[，。！？；：、,.!?;:“”《》（）()\s]")
_LEADING_WORD = re.compile(r"^\S{2,16}\s++(?=\S)")
_PAIR = re.compile("(?=([\u4e00-\u9fff]{2}))")


def cut_spam_block(text: str) -> str:
    r"""Cut lists of search words before the first sentence and behind the last, and those that hang on one.

    >>> cut_spam_block("亚洲一区|欧美激情|国产视频|午夜影院|成人入口|久久综合\n村民喜迎丰收。")
    '村民喜迎丰收。'
    >>> cut_spam_block("村民喜迎丰收。\n水稻、小麦、玉米、大豆、油菜、花生、红薯")
    '村民喜迎丰收。\n水稻、小麦、玉米、大豆、油菜、花生、红薯'
    """
    lines = text.split("\n")
    lines = _without_tail(lines)
    lines = _without_tail(lines[::-1], forwards=False)[::-1]
    return "\n".join(line for position, line in enumerate(lines) if not _is_amid(lines, position))


def _is_amid(lines: Sequence[str], position: int) -> bool:
    """Tell whether a line between others is a list of search words throughout."""
    items = items_of(lines[position])
    if len(items) < FEWEST_ITEMS or sum(map(_is_sought, items)) < THROUGHOUT * len(items):
        return False
    rest = "\n".join((*lines[:position], *lines[position + 1 :]))
    return not is_introduced(lines, position) and _is_spam(items, rest)


def _without_tail(lines: list[str], *, forwards: bool = True) -> list[str]:
    """Return the lines without the block at their end; `forwards` is False where they stand last to first."""
    while len(lines) > 1:
        cut = _block_at_end(lines, forwards=forwards)
        if not cut:
            break
        lines = lines[:-cut]
    if (
        lines
        and (shorter := _without_glued(lines[-1], "\n".join(lines[:-1]), forwards=forwards)) != lines[-1]
    ):
        lines = [*lines[:-1], shorter]
    return lines


def _block_at_end(lines: Sequence[str], *, forwards: bool) -> int:
    """Return how many last lines are a block of search words, 0 where they are none."""
    announced = _announced(lines) if forwards else 0
    if announced:
        return announced
    items = list(takewhile(is_item, filter(None, map(str.strip, reversed(lines)))))
    outside = len(lines) - len(items)
    rest = "\n".join(lines[:outside])
    if outside and not (forwards and is_introduced(lines, outside)) and _is_spam(items, rest):
        return len(items)
    last, above = lines[-1].strip(), "\n".join(lines[:-1])
    introduction = _INTRODUCTION.match(last)
    if introduction:
        listed = items_of(last[introduction.end() :])
        return int(len(listed) >= FEWEST_ITEMS or introduction.end() == len(last))
    introduced = forwards and is_introduced(lines, len(lines) - 1)
    return int(not introduced and (_is_spam(items_of(last), above) or _is_packed(last, above)))


def _announced(lines: Sequence[str]) -> int:
    """Return how many last lines are an introduction of spam and the short lines or the list below it."""
    for count, line in enumerate(map(str.strip, reversed(lines)), start=1):
        introduction = _INTRODUCTION.match(line)
        if introduction and introduction.end() == len(line):
            return count
        if line and not is_item(line) and len(items_of(line)) < FEWEST_ITEMS:
            break
    return 0


def is_introduced(lines: Sequence[str], position: int) -> bool:
    """Tell whether the line before says that a list follows, and is the article's."""
    before = lines[position - 1].strip() if position > 0 else ""
    return before.endswith(("：", ":")) and not _INTRODUCTION.match(before)


def _without_glued(line: str, rest: str, *, forwards: bool) -> str:
    """Return a line without the search words behind its last sentence, or before its first."""
    if forwards:
        ends = [match.end() for match in re.finditer(r"[。！？!?…][”」）)]?", line)]
        kept = line[: ends[-1]] if ends else ""
        items = items_of(line[len(kept) :])
        return kept if kept and _is_spam(items, rest + kept) else line
    for separator in SEPARATORS:
        end = _end_of_leading(line, separator, rest)
        if end:
            line = line[end:].lstrip()
            while (word := _LEADING_WORD.match(line)) and _is_sought(word[0]):
                line = line[word.end() :]
            break
    return line


def _end_of_leading(line: str, separator: re.Pattern[str], rest: str) -> int:
    """Return where the prose begins behind the search words that open a line, 0 where none do."""
    position, end = 0, 0
    items: list[str] = []
    for match in separator.finditer(line):
        item = line[position : match.start()].strip()
        if not item:
            continue  # two separators in a row
        if not is_item(item):
            break
        items.append(item)
        position = match.end()
        if _is_sought(item):
            end, last = position, len(items)
    return end if end and _is_spam(items[:last], line[end:] + rest) else 0


def items_of(line: str) -> list[str]:
    """Return the items of a line by the separator that makes the most of it, none where one is too long or a sentence."""
    pieces = max(
        (
            [piece.strip() for piece in separator.split(line.strip()) if piece.strip()]
            for separator in SEPARATORS
        ),
        key=len,
    )
    return pieces if all(map(is_item, pieces)) else []


def is_item(text: str) -> bool:
    """Tell whether a piece of a line can be a search word."""
    return 0 < len(text) <= ITEM_CHARACTERS and not _SENTENCE_END.search(text)


def _is_spam(items: Sequence[str], rest: str) -> bool:
    """Tell whether enough items are search words, and none of the article's business."""
    notorious = sum(_NOTORIOUS.search(item) is not None for item in items)
    sought = sum(_is_sought(item) for item in items)
    return (
        len(items) >= FEWEST_ITEMS
        and notorious >= FEWEST_NOTORIOUS
        and sought >= SOUGHT_SHARE * len(items)
        and _SENTENCE.search(rest) is not None
        and not are_akin(items, rest, AKIN_SHARE)
    )


def _is_sought(item: str) -> bool:
    return _NOTORIOUS.search(item) is not None or _COMMON.search(item) is not None


def _is_packed(line: str, rest: str) -> bool:
    """Tell whether a line is search words without a gap between them."""
    if len(line) < PACKED_CHARACTERS or _PUNCTUATION.search(line):
        return False
    found = [*_NOTORIOUS.findall(line), *_COMMON.findall(line)]
    covered = sum(map(len, found))
    return covered >= SOUGHT_SHARE * len(line) and _is_spam(found, rest)


def are_akin(items: Sequence[str], rest: str, most: float) -> bool:
    """Tell whether more than a share of the items speaks of what the sentences of the rest speak of."""
    told = "\n".join(line for line in rest.split("\n") if _SENTENCE.search(line))
    return sum(any(pair in told for pair in pairs_of(item)) for item in items) > most * len(items)


def pairs_of(item: str) -> Iterator[str]:
    """Return each two Chinese characters in a row."""
    return (match[1] for match in _PAIR.finditer(item))
