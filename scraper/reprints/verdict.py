"""Whether two articles are one text."""

from scraper.reprints.alignment import Shared

_OF_SHORTER = 0.6  # share of the shorter text: what is left is a lead, a dateline, a footer of its own
_OF_LONGER = 0.3  # share of the longer one: less is an item of a roundup
_OF_CUT = 0.45  # share of the shorter one where both are one text with a third
_TOGETHER = 0.25  # share of the parts of the smaller of two texts in a third
_FEW = 200  # letters shared of which little else may be: a form of so many has room for one name
_OF_FEW = 0.75  # share of the shorter text where they are so few
_SHORT = 60  # letters that must be shared: fewer are a formula
_SWAPS = 0.01  # swaps a letter that is shared: an editor corrects a word or two, a form has another word everywhere
_CORRECTED = 4  # swaps that any two texts may have: two in each
_SWAPPED = (0.04, 0.02)  # letters of swaps a letter that is shared; the second where numbers are swapped
_WORDS = (24, 12)  # letters of swaps that any two texts may have: a word beside a cut looks like a dozen
_NUMBERS = 2  # swaps of numbers that any two texts may have
_OWN = 0.3  # letters of own passages in the midst of what is shared, a letter of that: editors cut different ones


def is_one_text(shared: Shared) -> bool:
    """Tell whether what two texts share makes them one: most of the shorter, and hardly a word in place of another."""
    dated = shared.numbers > 0
    return (
        shared.of_shorter >= (_OF_SHORTER if shared.letters >= _FEW else _OF_FEW)
        and shared.of_longer >= _OF_LONGER
        and shared.letters >= _SHORT
        and shared.swaps <= max(_CORRECTED, _SWAPS * shared.letters)
        and shared.swapped <= max(_WORDS[dated], _SWAPPED[dated] * shared.letters)
        and shared.numbers <= (_NUMBERS if shared.letters >= _FEW else 0)
        and shared.own <= _OWN * shared.letters
    )


def is_cut_of_one_text(shared: Shared) -> bool:
    """Tell whether a text that is one with a member of a group stands in its longest text so far that it may join them.

    Two editors who cut different paragraphs leave less in common with each other than each with the whole.
    """
    return is_one_text(
        shared._replace(of_shorter=max(shared.of_shorter, _OF_SHORTER * (shared.of_shorter >= _OF_CUT)))
    )


def are_elsewhere(where: int, others: int) -> bool:
    """Tell whether two texts stand in different parts of a third: it is a roundup, and they are not one text."""
    least = min(where.bit_count(), others.bit_count())
    return least > 0 and (where & others).bit_count() < _TOGETHER * least
