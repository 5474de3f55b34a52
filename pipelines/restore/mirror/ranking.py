"""How probable an original is: the language model, what the page says elsewhere, quotation marks that pair."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from math import exp, log

from pipelines.divisions import division_names
from pipelines.language_model import BOUNDARY, classed, surprise, surprises
from pipelines.restore.tables import simplified, turned_forms

Cost = Callable[[str, str], float]
"""The nats of a character after the two before it, all three as the language model sees them."""

BRANCHES = 30
"""Characters tried where a byte is unknown; the right one stood behind them in no invented text."""
NARROW = 9.0
"""Nats behind the best character after which one is not tried for an unknown byte."""

UNBALANCED = 4.0
"""Nats; a closing quote without its opening one, the other way round, or a quoted sentence of a word."""
_CLOSING = 5.0  # nats; a quoted term closes anywhere, however rare the character before it
_LONGEST_TERM = 9  # characters; what is longer is speech, and speech closes behind a full stop
_SEEN = 2  # characters of a context; behind a quoted term one more, its mark
_AS_PLAIN = 0.2
"""Share of the sentences that go on behind a quoted term as if it were not quoted; tried on 72 real pages."""
_WIDE_FORMS = "A0"
_WIDE = 6.0
"""Nats; a full-width letter or digit, which the language model does not tell from others: few texts have any."""
_NO_COUNTY = 4.0
"""Nats; the end of a county's name behind what no such name begins with: most 县 of a page begin a sentence."""
_UNTURNED = 6.0
"""Nats; a Simplified form in a mirror's Traditional: it turns each one."""
_UNSEEN = 1.0  # nats; a closing quote whose opening one would stand before what is known
_SHORTEST_QUOTED = (
    5  # characters of a quoted sentence, its marks included; what is shorter is a term: “奶站夜校”
)
_BLANK = 9.0  # nats; a blank amid a sentence, which the language model does not see

ENDS = "<\n"
"""What ends a paragraph: a tag, a line."""

_PAGE_SHARE = 0.25
"""What the page itself weighs beside the language model: names and terms recur in one article."""
_PAGE_UNSEEN = 1.5
"""Occurrences that the page is taken to have had of what it does not show."""
_PAGE_LONGEST = 40_000
"""Characters of a page that are counted: a book is not held in memory again, each of its triples apart."""
_PAGE_PAIR = 0.3
"""What two characters weigh where all three were not seen on the page."""


@lru_cache(maxsize=1 << 15)
def form_of(character: str) -> str:
    """Return a character as the language model sees it: Simplified and classed."""
    return classed(simplified(character))


class Prices:
    """What characters cost after others: by the language model and, where a page is given, by what it says itself.

    A cache model beside the fixed one (Kuhn and De Mori, 1990): the share of each is constant.
    """

    of: Cost
    ranked: Callable[[str, tuple[str, ...]], tuple[str, ...]]
    """The characters that may stand after a context, the most probable ones first."""

    def __init__(self, said: Iterable[str] = ()) -> None:
        """Count what the page says, in texts that are undamaged."""
        self._counts: Counter[str] = Counter()
        for text in ("".join(map(form_of, text)) for text in said):
            for size in (1, 2, 3):
                self._counts.update(text[at : at + size] for at in range(len(text) - size + 1))
        self._behind: dict[str, set[str]] = {}
        for sequence in self._counts:
            if len(sequence) == len("上文"):
                self._behind.setdefault(sequence[0], set()).add(sequence[1])
        self.of = lru_cache(maxsize=1 << 15)(self._of) if self._counts else surprise
        self.ranked = lru_cache(maxsize=1 << 12)(self._ranked)

    def _of(self, context: str, form: str) -> float:
        nats = surprise(context, form) + _NO_COUNTY * is_no_county(context + form)
        pair = self._counts.get(context[-1:] + form)
        if pair is None:
            return nats
        triple = self._counts.get(context + form, 0)
        seen = triple / (self._counts[context] + _PAGE_UNSEEN) if triple else 0.0
        share = seen + _PAGE_PAIR * pair / (self._counts[context[-1:]] + _PAGE_UNSEEN)
        return -log((1 - _PAGE_SHARE) * exp(-nats) + _PAGE_SHARE * min(share, 1.0))

    def _ranked(self, context: str, candidates: tuple[str, ...]) -> tuple[str, ...]:
        forms = _forms_of(candidates)
        costs = surprises(context, forms)
        said = self._behind.get(context[-1:])
        if said:
            costs = [
                self.of(context, form) if form in said else nats
                for form, nats in zip(forms, costs, strict=True)
            ]
        ranked = sorted(zip(costs, candidates, strict=True))[:BRANCHES]
        return tuple(character for nats, character in ranked if nats <= ranked[0][0] + NARROW)


FIXED = Prices()
"""Those of the language model alone."""


@lru_cache(maxsize=1 << 12)
def _forms_of(characters: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(form_of, characters))


def cost_of(text: str, before: str, cost: Cost = surprise) -> float:
    """Return the nats that `text` costs after `before`, read as it stands."""
    context, nats = context_of(before), 0.0
    for form in map(form_of, text):
        if form:
            nats += cost(context, form)
            context = (context + form)[-2:]
    return nats


def context_of(before: str) -> str:
    """Return the two characters that the language model sees of what came before."""
    return (BOUNDARY * 2 + "".join(map(form_of, before[-8:])))[-2:]


def quotes_of(before: str) -> int:
    """Return how many characters ago a quotation opened; 0 where none is open, -1 where nobody knows."""
    opened, closed = before.rfind("“"), before.rfind("”")
    begins = max(map(before.rfind, ENDS + ">"))
    if max(opened, closed) < begins or (opened == closed and "。" in before):
        return 0  # a quotation that was open there would have shown
    return -1 if opened == closed else len(before) - opened if opened > closed else 0


def is_no_county(text: str) -> bool:
    """Tell whether three characters end as some counties do, and none of them is called so.

    >>> is_no_county("树海县"), is_no_county("通海县"), is_no_county("到我县")
    (True, False, False)
    """
    return text.endswith("县") and text[-2:] in _ends_of_counties(2) and text not in _ends_of_counties(3)


@cache
def _ends_of_counties(length: int) -> frozenset[str]:
    return frozenset(name[-length:] for name in division_names() if name.endswith("县") and len(name) > 2)


@lru_cache(maxsize=1 << 15)
def is_plain(character: str) -> bool:
    """Tell whether a character costs what the language model says, outside a quotation: no blank, no end, no quote."""
    form = form_of(character)
    if character < "\x80" or len(form) != 1 or character in turned_forms():
        return False
    return form not in "“”" and form not in _WIDE_FORMS


def over_character(character: str, context: str, quotes: int, cost: Cost) -> tuple[float, str, int]:
    """Return the nats of one more character, and the context and the quotation that follow it."""
    if character in ENDS:
        return at_the_end(context, quotes, cost), BOUNDARY * 2, quotes
    if context == BOUNDARY * 2 and character < "\x80":
        return 0.0, context, quotes  # markup
    form = form_of(character)
    if not form:
        return _BLANK, context, quotes
    nats = cost(context, form) if len(context) == _SEEN else _behind_a_term(context, form, cost)
    if form in _WIDE_FORMS and character > "\x7f":
        nats += _WIDE
    if character in turned_forms():
        nats += _UNTURNED
    if form == "”" and 0 < quotes <= _LONGEST_TERM:
        nats = min(nats, _CLOSING)
    if quotes > 0:
        quotes += 1
        nats += UNBALANCED * (form in "。！？" and quotes <= _SHORTEST_QUOTED)
    if form == "“":
        nats += UNBALANCED * (quotes > 0)
        quotes = 1
    elif form == "”":
        if 0 < quotes <= _LONGEST_TERM:
            return nats, context[-_SEEN:] + form, 0
        nats += (0.0, UNBALANCED, _UNSEEN)[(quotes == 0) - (quotes < 0)]
        quotes = 0
    return nats, (context + form)[-2:], quotes


def _behind_a_term(context: str, form: str, cost: Cost) -> float:
    """Return the nats of a character behind a quoted term: the sentence may go on as if it were not quoted."""
    quoted, plain = cost(context[1:], form), cost(context[:_SEEN], form)
    return -log((1 - _AS_PLAIN) * exp(-quoted) + _AS_PLAIN * exp(-plain))


def at_the_end(context: str, quotes: int, cost: Cost) -> float:
    """Return the nats of a paragraph that ends here."""
    return cost(context[-_SEEN:], BOUNDARY) + UNBALANCED * (quotes > 0)
