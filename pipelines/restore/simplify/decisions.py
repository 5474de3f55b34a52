"""The original of each shown character: the likeliest by tables and words, marked where nothing tells."""

from collections import defaultdict
from math import inf
from typing import NamedTuple

from pipelines.restore.markup import windows
from pipelines.restore.simplify.originals import as_utf8, choice_of, first_reading, forms_of
from pipelines.restore.simplify.surroundings import (
    begins_a_name,
    begins_a_word,
    closes_a_credit,
    cost_before,
    cost_behind,
    cost_of,
    follows_a_surname,
    is_in_name,
    is_made_in_word,
    is_supported,
    is_usual_form,
    makes_a_division,
    neighbours,
    original_in_word,
)

UNDECIDED = 1.5
"""Nats; what lies nearer cannot be told apart."""
_UNTOLD = 12.0
"""The same for another table's form where the page tells nothing of its table."""
_NEAR = 2.5
"""The same for the commonest table's form there."""
_OTHER_TABLE = 3.5
"""Nats that a form costs which the commonest table does not give: of damaged pages one in forty shows another, and
the model knows rare characters too little."""
_PER_KEPT, _PER_CHANGED = 1.5, 4.0
"""Nats more for each sign in the text that its table is the commonest one, less for each that it is not."""
_LEAST_COST, _MOST_COST = 0.5, 20.0
_SAME_KEPT = 2.0
"""Nats more where the Simplified character itself is shown: a table that leaves it did not change it elsewhere."""
_OTHER_FORM_SHOWN = 3.0
"""Nats more where another form of the same character is shown: a table gives one form, 幹 or 乾."""
_VARIANT_IN_NAME = 7.0
"""Nats that a character which no Simplified text holds but in names costs there: 林峯 beside 林峰."""
_UNKNOWN_TABLE = 2.0
"""Nats more where no table is known that gives the form: 昇 is 升 in a text that was written in Traditional."""
_NAMED = 2.5
"""Nats that a rare character is likelier within a name."""
_OTHER_SPELLING = 1.0
"""Nats at most that an original costs more than another in a word which a converter knows with it: 钱锺书."""
_KNOWN_WORD = 2.0
"""Nats that it is likelier there."""
_MADE_BY_WORD = 9.0
"""Nats that a form is less likely the original in a word which Traditional alone writes so: 饼干 is 餅乾."""
_BEGINS_NAME = 4.0
"""Nats that a surname is likelier before two characters of given names: 於志刚."""
_MADE_USUALLY = 4.0
"""The same where Traditional writes every word so, and no name is seen: 征收 is 徵收."""
_DIVISION = 6.0
"""Nats that a character is likelier with which the name of a division stands there."""
_CREDITED = 4.0
"""Nats that 著 is likelier than 着 between a name and a mark."""

_KEPT = "后里干云范愿余于"
"""The commonest table leaves these frequent characters, others change them."""
_CHANGED = "後裏裡幹雲範願爲衆羣"
"""Forms of frequent characters that the commonest table gives none."""


class Table(NamedTuple):
    """What a page shows of its mirror's table."""

    shown: frozenset[str]
    cost: float  # nats of a form that the commonest table does not give
    made: frozenset[str]  # forms that the page's table gives though the commonest one does not


def simplify(text: str, table: Table | None = None) -> str:
    """Return `text` in Simplified characters, exactly as long as before.

    `table`: what the whole page shows of its mirror's table; None takes it from the text.

    >>> simplify("乾安縣的干部隨著記者瞭望，這部著作很著名")
    '乾安县的干部随着记者瞭望，这部著作很著名'
    >>> simplify("學者徐乾學與王汎森"), simplify("曬乾的餅乾")
    ('学者徐乾学与王汎森', '晒干的饼干')
    """
    return decide(text, table)[0]


def undecided(text: str, table: Table | None = None) -> list[int]:
    """Return where in `text` nothing tells which of several characters stood there."""
    return decide(text, table)[1]


def decide(text: str, table: Table | None = None) -> tuple[str, list[int]]:
    """Return `text` in Simplified characters, exactly as long, and the places that are not certain."""
    simple, places = first_reading(text)
    if not places:
        return simple, []
    if len(text) == 1:
        return (text if choice_of(text).keeps else simple), places
    table = table or read_table(text)
    shown, readable = as_utf8(text), as_utf8(simple)
    pieces, doubtful = list(simple), []
    for place in places:
        costs = _costs_of_originals(place, shown, readable, table)
        pieces[place], certain = _likeliest(text[place], costs, _least_difference(text[place], table))
        if not certain or not is_supported(readable, place, pieces[place]):
            doubtful.append(place)
    return "".join(pieces), doubtful


def read_table(text: str) -> Table:
    """Return what a text, best a whole page, shows of its mirror's table.

    A form is the table's where taking it for one explains more than it costs, all its places together.
    """
    shown = frozenset(as_utf8("".join(set(text))))
    signs = _PER_KEPT * len(shown.intersection(_KEPT)) - _PER_CHANGED * len(shown.intersection(_CHANGED))
    cost = min(_MOST_COST, max(_LEAST_COST, _OTHER_TABLE + signs))
    table = Table(shown, cost, frozenset())
    gains: defaultdict[str, list[float]] = defaultdict(list)
    for window in windows(text):
        shown_here = as_utf8(window.text)
        simple, places = first_reading(shown_here)
        for place in places:
            form = shown_here[place]
            choice = choice_of(form)
            if window.begin <= place < window.end and choice.known and not choice.own:
                # who writes 馀 or 回覆 writes it twice
                gains[form].append(_gain_of_other_table(place, shown_here, simple, table))
    made = {form for form, each in gains.items() if len(each) > 1 and sum(each) > 2 * cost}
    return table._replace(made=frozenset(made))


def _gain_of_other_table(place: int, shown: str, simple: str, table: Table) -> float:
    """Return by how many nats the character shown at `place` is likelier if the page's table is not the commonest."""
    costs = _costs_of_originals(place, shown, simple, table)
    others = {origin: costs.pop(origin) for origin in choice_of(shown[place]).other if origin in costs}
    return max(0.0, min(costs.values()) - min(others.values()) + table.cost) if costs and others else 0.0


def _costs_of_originals(place: int, shown: str, simple: str, table: Table) -> dict[str, float]:
    """Return by how many nats each possible original of the character shown at `place` surprises there."""
    form = shown[place]
    choice = choice_of(form)
    named = is_in_name(simple, place)
    if choice.is_variant and (not choice.other or not named or begins_a_word(simple, place)):
        return dict.fromkeys((*choice.own, *choice.other), 0.0)
    head, tail = neighbours(simple, place)
    costs = {origin: cost_of(head, origin, tail) for origin in (*choice.own, *choice.other)}
    if choice.is_variant:
        costs[form] = min(costs.values()) + _VARIANT_IN_NAME
    elif choice.keeps:
        costs[form] = cost_of(head, form, tail)
        if begins_a_name(simple, place):
            costs[form] -= _BEGINS_NAME
        elif named and choice.other:
            costs[form] -= _NAMED
        if named and choice.other and follows_a_surname(simple, place):
            # In a name the next character does not depend on it.
            behind = min(cost_before(head, origin, tail) for origin in costs)
            costs[form] = cost_behind(head, form) + behind - _NAMED
        if form == "著" and closes_a_credit(simple, place):
            costs[form] -= _CREDITED
    _weigh_words(costs, place, shown, simple, table)
    for origin in costs:
        costs[origin] -= _DIVISION * makes_a_division(simple, place, origin)
    for origin in choice.other:
        costs[origin] += _cost_of_table(form, origin, table)
    return costs


def _weigh_words(costs: dict[str, float], place: int, shown: str, simple: str, table: Table) -> None:
    """Let the words that converters know speak for an original, or against the form shown."""
    form = shown[place]
    word = original_in_word(shown, place)
    if word in costs:
        costs[word] = min(costs[word], min(costs.values()) + _OTHER_SPELLING)
        costs[word] -= _KNOWN_WORD * (word == form)
    if form not in costs or word == form or not (choice_of(form).known or table.cost < _OTHER_TABLE):
        return  # who writes 答覆 in Simplified is no surprise
    if word or is_made_in_word(shown, simple, place):
        in_name = is_in_name(simple, place) or begins_a_name(simple, place)
        usual = is_usual_form(shown, simple, place)
        costs[form] += (0.0 if in_name else _MADE_USUALLY) if usual else _MADE_BY_WORD


def _cost_of_table(form: str, origin: str, table: Table) -> float:
    """Return by how many nats it surprises that the page's table gives `origin` this form."""
    if form in table.made:
        return _LEAST_COST
    left = table.cost >= _OTHER_TABLE and origin in table.shown
    choice = choice_of(form)
    both = any(each in table.shown for each in forms_of(origin) if each != form)
    return (
        table.cost
        + _SAME_KEPT * left
        + _UNKNOWN_TABLE * (choice.keeps and not choice.known)
        + _OTHER_FORM_SHOWN * both
    )


def _least_difference(form: str, table: Table) -> float:
    """Return by how many nats an original of another table than the commonest must be likelier to be certain."""
    if form in table.made or table.cost < _OTHER_TABLE:
        return UNDECIDED
    return inf if choice_of(form).own else _UNTOLD


def _likeliest(form: str, costs: dict[str, float], told: float) -> tuple[str, bool]:
    """Return the cheapest original and whether it is certain; the form as it is where nothing tells.

    `told`: nats by which an original of another table than the commonest must be cheaper to be certain.
    """
    choice = choice_of(form)
    best, *others = sorted(costs, key=costs.__getitem__)
    if not others:
        return best, True
    difference = costs[others[0]] - costs[best]
    is_other = best in choice.other and others[0] not in choice.other
    if difference >= (told if is_other else min(told, _NEAR)):
        return best, True
    is_near = difference < UNDECIDED and others[0] == form and choice.keeps and is_other
    return (form if is_near else best), False
