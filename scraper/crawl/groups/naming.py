"""What a link is called: its text, its title, a heading in its row; and how much a name reads as a headline."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipelines.extract.tree.document import collapse, text_of

LONGEST_NAME = 300
"""Characters of a link's text that are looked at: a card in one link has its summary behind its headline."""

LETTERS_A_SIGN = 4
"""Letters of an alphabet that say as much as a Chinese character: 山阳 is Shanyang."""

LONGEST_MORE = 16
"""Characters of what says 更多 behind the name of a channel."""

_MORE = re.compile(
    r"(?:更多|\b[Mm]ore|\bMORE)[\s>»›+.…→]{0,6}$|^更多[\u3400-\u9fff]{2,4}$|^(?:点击)?(?:查看|看|浏览)(?:全部|更多|所有)"
)
_PAGE_OF_PAPER = re.compile(r"^第?\s?[A-Z]?\d{1,3}\s?版[:：]?")
_HAN = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af\u0f0b]"
)  # \u0f0b ends a Tibetan syllable
_LETTER = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_SENTENCE = re.compile(r"[，。：；！？、“”‘’《》]|[\u3400-\u9fff][,:!?][\u3400-\u9fff]")
_NUMBER_AMONG_HAN = re.compile(r"[\u3400-\u9fff]\s?\d|\d\s?[\u3400-\u9fff]")
_CUT = re.compile(r"(?:…|\.{2,6}|⋯)\s*$")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLE_NAME = re.compile(r"(?:^|[\s_-])(?:tit(?:le)?|headline|bt|biaoti)(?:$|[\s_\d-])", re.IGNORECASE)


def leads_to_more(name: str) -> bool:
    """Tell whether a link says that it leads to the rest of a list.

    >>> leads_to_more("更多>>"), leads_to_more("文化旅游更多"), leads_to_more("更多文化新闻"), leads_to_more("More +")
    (True, True, True, True)
    >>> leads_to_more("更多群众住进新居"), leads_to_more("看全部股市直播")
    (False, True)
    """
    return len(name) <= LONGEST_MORE and _MORE.search(name) is not None


def weigh_name(name: str) -> float:
    """Return how many Chinese characters the name has; letters of an alphabet count for less.

    >>> weigh_name("山阳县春耕忙"), weigh_name("Spring ploughing"), weigh_name("文化旅游更多>>"), weigh_name("第03版：要闻")
    (6.0, 3.75, 4.0, 2.0)
    """
    if len(name) <= LONGEST_MORE:
        name = _PAGE_OF_PAPER.sub("", _MORE.sub("", name))
    return len(_HAN.findall(name)) + len(_LETTER.findall(name)) / LETTERS_A_SIGN


def is_spoken(name: str) -> bool:
    """Tell whether the name has the signs of a sentence, or counts something.

    >>> is_spoken("雪落山阳，车行慢"), is_spoken("三十户人家搬进18栋新居"), is_spoken("人力资源和社会保障局")
    (True, True, False)
    """
    return bool(_SENTENCE.search(name) or _NUMBER_AMONG_HAN.search(name))


def headline_share(name: str) -> float:
    """Return how much the name reads as a headline, from 0 (要闻) to 1 (a sentence of ten characters).

    >>> headline_share("山阳县城关街道春耕忙碌"), headline_share("图片新闻"), headline_share("雪落山阳，")
    (1.0, 0.0, 0.6)
    """
    if leads_to_more(name):
        return 0.0
    weight = weigh_name(name)
    if weight >= 9:
        return 1.0
    spoken = is_spoken(name)
    if weight >= 8:
        return 1.0 if spoken else 0.9
    if weight >= 6:
        return 0.9 if spoken else 0.6
    return 0.6 if spoken and weight >= 4 else 0.3 if weight >= 5 else 0.0


def name_of(link: HtmlElement) -> str:
    """Return the name that says most of where the link leads: a title that is whole where the text is cut."""
    text = _shown(link)
    if text and not any(map(str.isalnum, text)):  # a sign beside the headline; its title says what it does
        return text
    best = text
    for each in _named(link):
        if weigh_name(each) > weigh_name(best) and (not text or _CUT.search(text) or weigh_name(text) < 6):
            best = each
    return best


def _shown(link: HtmlElement) -> str:
    """Return the link's text; of a card in one link its heading."""
    text = text_of(link)[:LONGEST_NAME]
    if len(link):
        for each in link.iter():
            named = each.tag in _HEADINGS or (each is not link and is_titled(each))
            if named and (heading := text_of(each)):
                return heading
    return text


def _named(link: HtmlElement) -> Iterator[str]:
    for each in (link, *link.iter("img")):
        for attribute in ("title", "alt"):
            if name := each.get(attribute):
                yield collapse(name)[:LONGEST_NAME]


def is_titled(element: HtmlElement) -> bool:
    """Tell whether the element's class calls it a headline."""
    return _TITLE_NAME.search(element.get("class") or "") is not None
