"""Traditional that a table made, one character at a time: where a writer tells 於 from 于, it has 于 throughout."""

from collections import Counter
from collections.abc import Mapping

from pipelines.characters import beyond_ascii, parts_of
from pipelines.restore.tables import traditional_forms

MERGED = "于后里余游采"
_WRITTEN = "於後裡裏餘遊採"
"""What a mirror leaves as it is, and what a writer of Traditional puts for most of it."""
_PURE = 10
"""Times as many of the first kind as of the second."""
_MOSTLY_TRADITIONAL = 6
"""Times as many Traditional forms as Simplified ones: a mirror's page has these only where a shift shows them."""
_ENOUGH_FORMS = 20
"""Traditional forms; of a shorter text nobody can tell who made it so."""
_PAGE_OF_FORMS = 30
"""Traditional forms; a writer of so many uses 後, 裡 or 於 among them."""


def is_mechanical(text: str) -> bool:
    r"""Tell whether `text` is Traditional that no writer wrote; no proof of a mirror alone, but beside one sign.

    >>> is_mechanical("書記關于區里發展的講話發表后，縣里的專業隊開進了兩個鎮、動員幾戶農民種樹養魚，還開設課堂。")
    True
    >>> is_mechanical("書記關於區裡發展的講話發表後，縣裡的專業隊開進了兩個鎮、動員幾戶農民種樹養魚，還開設課堂。")
    False
    """
    shown = _shown_in(text)
    merged, written = (sum(shown[form] for form in forms) for forms in (MERGED, _WRITTEN))
    return merged > 0 and merged >= _PURE * written and _traditional_forms_of(shown) >= _ENOUGH_FORMS


def is_unwritten(text: str) -> bool:
    """Tell whether a page's worth of Traditional shows no form that only a writer puts; less than is_mechanical()."""
    shown = _shown_in(text)
    return not any(shown[form] for form in _WRITTEN) and _traditional_forms_of(shown) >= _PAGE_OF_FORMS


def _shown_in(text: str) -> Counter[str]:
    """Return how often each character beyond ASCII stands in a text."""
    shown: Counter[str] = Counter()
    for part in parts_of(text):
        shown.update(beyond_ascii(part))
    return shown


def _traditional_forms_of(shown: Mapping[str, int]) -> int:
    """Return how many Traditional forms there are; 0 where Simplified ones are more than a few beside them."""
    simplified = sum(shown.get(chr(code), 0) for code in traditional_forms())
    traditional = sum(shown.get(form, 0) for form in set(traditional_forms().values()))
    return traditional if traditional >= _MOSTLY_TRADITIONAL * simplified else 0
