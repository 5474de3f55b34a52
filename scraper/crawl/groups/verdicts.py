"""What a box of links is: articles, doubtful, or something else, and the reasons."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines.address_form import folded_path
from scraper.crawl.groups.boxes import Box
from scraper.crawl.groups.signs import Signs, read_signs


class Verdict(StrEnum):
    """What the links of a group are."""

    ARTICLES = "articles"
    DOUBTFUL = "doubtful"  # the first of them have to be looked at
    OTHERS = "others"  # channels, tags, services: no articles


ENOUGH = 4
"""Points from which on a group is one of articles."""

TOO_FEW = 1
"""Points below which a group is none; between the two its first articles are looked at."""

HALF, MOSTLY, SOMETIMES = 0.5, 0.6, 0.35
"""Shares of a group's rows; of a list of headlines nearly all read as such, of one of channels next to none."""

LONG_NAME, SHORT_NAME = 11, 5
"""Chinese characters: headlines of papers have 11 to 30, names of channels two to four."""

SHORTER = 0.8
"""Of the length of the main group's names: 人力资源和社会保障局 beside headlines of fourteen characters."""

FEWEST_SAME = 3
"""Rows with one name that are no accident: 点击查看更多详情 beside each picture."""

FEWEST_AGREEING = 2
"""Links of other groups whose addresses have a form before that says something of it."""

MANY_ARTICLES = 10
"""Articles on a page from which on a few links of a form of their own are a stranger among them."""


class Reason(StrEnum):
    """What speaks for a group of articles, or against it."""

    HEADLINES = "its names read as headlines"
    SOME_HEADLINES = "some of its names read as headlines"
    SHORT = "its names are short"
    LONG = "its names are long"
    DAYS = "days stand beside them"
    DATED = "its addresses carry days"
    NUMBERS = "its addresses carry numbers"
    WORDS = "its addresses are words"
    FOLDERS = "its addresses are those of channels"
    CROWDED = "one address stands in row after row"
    SAME = "its names are all the same"
    SEARCHES = "its addresses ask for a text"
    FURNITURE = "it stands in navigation or foot"
    IN_LINE = "they stand many in a line"
    ALONE = "nothing beside it is like it"
    MAIN = "the page has no larger one"
    AGREES = "other groups of articles have such addresses"
    CHANNELS = "channels have such addresses"
    LEARNED = "pages of this form gave articles"
    KNOWN_FORM = "headlines with the addresses of articles elsewhere on the page"
    STRANGE = "they are few, and no other group has such addresses"
    UNLIKE_MAIN = "the largest group has days, or longer sentences, and other addresses"
    RESTS = "pages of this form gave none"


WEIGHTS: Mapping[Reason, int] = {
    Reason.HEADLINES: 3,
    Reason.SOME_HEADLINES: 1,
    Reason.SHORT: -4,
    Reason.LONG: 1,
    Reason.DAYS: 3,
    Reason.DATED: 3,
    Reason.NUMBERS: 1,
    Reason.WORDS: -1,
    Reason.FOLDERS: -2,
    Reason.CROWDED: -4,
    Reason.SAME: -3,
    Reason.SEARCHES: -6,
    Reason.FURNITURE: -2,
    Reason.IN_LINE: -2,
    Reason.ALONE: -2,
    Reason.MAIN: 2,
    Reason.AGREES: 2,
    Reason.CHANNELS: -1,
    Reason.LEARNED: 4,
    Reason.KNOWN_FORM: 4,
    Reason.STRANGE: -1,
    Reason.UNLIKE_MAIN: -2,
    Reason.RESTS: -6,
}
"""Points of each reason."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A box with its verdict and the reasons."""

    box: Box
    signs: Signs
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """The sum of its reasons."""
        return sum(WEIGHTS[reason] for reason in self.reasons)

    @property
    def verdict(self) -> Verdict:
        """What the group is."""
        points = self.points
        return (
            Verdict.ARTICLES
            if points >= ENOUGH
            else Verdict.DOUBTFUL
            if points >= TOO_FEW
            else Verdict.OTHERS
        )

    @property
    def text(self) -> float:
        """How much its headlines say, all together."""
        return sum(row.anchor.share * min(len(row.anchor.name), 40) for row in self.box.rows)


Believes = Callable[[str], bool | None]


def judge_boxes(boxes: Sequence[Box], believes: Believes) -> list[Judged]:
    """Return each box with its verdict: alone first, then with what the others agree on."""
    alone = []
    for box in boxes:
        signs = read_signs(box)
        alone.append(Judged(box, signs, tuple(_reasons_alone(box, signs, believes))))
    listed = [one for one in alone if one.box.element is not None]
    main = max(listed, key=lambda one: one.text, default=None)
    if main is not None and main.signs.many >= 3 and Reason.SHORT not in main.reasons:
        alone = [
            Judged(one.box, one.signs, (*one.reasons, Reason.MAIN)) if one is main else one for one in alone
        ]
    return _agree(alone)


def _reasons_alone(box: Box, signs: Signs, believes: Believes) -> Iterator[Reason]:
    yield from filter(None, (_of_names(signs), _of_addresses(signs), _of_learned(box, signs, believes)))
    seen = {
        Reason.LONG: signs.weight >= LONG_NAME,
        Reason.DAYS: signs.dated >= HALF and box.element is not None,
        Reason.CROWDED: signs.crowded,
        Reason.SAME: signs.same > HALF and signs.many >= FEWEST_SAME,
        Reason.SEARCHES: signs.searches >= HALF,
        Reason.FURNITURE: signs.furniture >= HALF,
        Reason.IN_LINE: signs.in_line >= HALF and signs.weight < LONG_NAME,
        Reason.ALONE: box.element is None,
    }
    yield from (reason for reason, holds in seen.items() if holds)


def _of_names(signs: Signs) -> Reason | None:
    if signs.spoken >= MOSTLY:
        return Reason.HEADLINES
    if signs.spoken >= SOMETIMES:
        return Reason.SOME_HEADLINES
    apart = signs.in_line < HALF and signs.furniture < HALF
    if signs.days_in_address >= HALF and apart:  # 雪韵, with the address of a day: no channel has one
        return None
    return Reason.SHORT if signs.weight < SHORT_NAME else None


def _of_addresses(signs: Signs) -> Reason:
    if signs.days_in_address >= HALF:
        return Reason.DATED
    if signs.folders >= HALF:
        return Reason.FOLDERS
    return Reason.NUMBERS if signs.numbered >= HALF else Reason.WORDS


def _of_learned(box: Box, signs: Signs, believes: Believes) -> Reason | None:
    """Return what the site has taught of these addresses: a form says what they may be, the names what they are."""
    learned = Counter(believes(row.anchor.form) for row in box.rows)
    if learned[True] * 2 > len(box.rows) and (signs.weight >= SHORT_NAME or signs.dated >= HALF):
        return Reason.LEARNED
    return Reason.RESTS if learned[False] * 2 > len(box.rows) else None


def _agree(alone: Sequence[Judged]) -> list[Judged]:
    """Return the boxes with what the sure ones say of the addresses of the others."""
    articles: Counter[str] = Counter()
    channels: Counter[str] = Counter()
    for one in alone:
        if _speaks(one):
            articles.update(folded_path(row.anchor.form) for row in one.box.rows)
        elif Reason.SHORT in one.reasons and one.signs.many >= 3:
            channels.update(folded_path(row.anchor.form) for row in one.box.rows)
    main = next((one for one in alone if Reason.MAIN in one.reasons), None)
    return [_with_agreement(one, articles, channels, main) for one in alone]


def _is_unlike(one: Judged, main: Judged | None) -> bool:
    """Tell whether a group lacks what the largest one has: days, or names that are sentences and longer."""
    if main is None or one is main or _is_dated(one):
        return False
    plainer = not one.signs.told and main.signs.told >= SOMETIMES / 2
    shorter = one.signs.weight <= main.signs.weight * SHORTER
    return _is_dated(main) or (plainer and shorter)


def _is_dated(one: Judged) -> bool:
    return not {Reason.DAYS, Reason.DATED}.isdisjoint(one.reasons)


def _speaks(one: Judged) -> bool:
    """Tell whether a group says of the addresses of others that they are articles'."""
    headlines = Reason.HEADLINES in one.reasons and Reason.FURNITURE not in one.reasons
    return one.verdict is Verdict.ARTICLES or (headlines and one.verdict is Verdict.DOUBTFUL)


def _with_agreement(
    one: Judged, articles: Counter[str], channels: Counter[str], main: Judged | None
) -> Judged:
    forms = [folded_path(row.anchor.form) for row in one.box.rows]
    own = Counter(forms) if _speaks(one) else Counter[str]()
    good = sum(
        articles[form] - own[form] >= FEWEST_AGREEING and articles[form] > channels[form] for form in forms
    )
    bad = sum(channels[form] >= FEWEST_AGREEING and channels[form] > articles[form] for form in forms)
    few = one.signs.many <= 3 and not {Reason.DAYS, Reason.MAIN} & set(one.reasons)
    more: tuple[Reason, ...] = ()
    if good * 2 > len(forms):
        more = (Reason.AGREES,)
    elif bad * 2 > len(forms) and one.verdict is not Verdict.OTHERS:
        more = (Reason.CHANNELS,)
    elif _is_unlike(one, main):
        more = (Reason.UNLIKE_MAIN,)
    elif few and articles.total() >= MANY_ARTICLES:
        more = (Reason.STRANGE,)
    return Judged(one.box, one.signs, (*one.reasons, *more))
