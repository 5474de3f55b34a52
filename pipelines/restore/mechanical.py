"""Traditional that a table made, one character at a time: where a writer tells 於 from 于, it has 于 throughout."""

from collections import Counter

from pipelines.restore.tables import traditional_forms

_MERGED = "于后里余游采"
_WRITTEN = "於後裡裏餘遊採"
"""What a mirror leaves as it is, and what a writer of Traditional puts for most of it."""
_PURE = 10
"""Times as many of the first kind as of the second, and of Traditional forms as of Simplified ones: a mirror's page has
as good as none of these."""
_ENOUGH_FORMS = 20
"""Traditional forms; of a shorter text nobody can tell who made it so."""


def is_mechanical(text: str) -> bool:
    r"""Tell whether `text` is Traditional that no writer wrote; no proof of a mirror alone, but beside one sign.

    >>> is_mechanical("書記關于區里發展的講話發表后，縣里的專業隊開進了兩個鎮、動員幾戶農民種樹養魚，還開設課堂。")
    True
    >>> is_mechanical("書記關於區裡發展的講話發表後，縣裡的專業隊開進了兩個鎮、動員幾戶農民種樹養魚，還開設課堂。")
    False
    """
    shown = Counter(text)
    merged, written = (sum(shown[form] for form in forms) for forms in (_MERGED, _WRITTEN))
    if merged == 0 or merged < _PURE * written:
        return False
    simplified = sum(shown[chr(code)] for code in traditional_forms())
    traditional = sum(shown[form] for form in set(traditional_forms().values()))
    return traditional >= max(_ENOUGH_FORMS, _PURE * simplified)
