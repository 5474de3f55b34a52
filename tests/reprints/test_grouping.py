"""Which articles are told to be one text, and what is told of them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from schemas.derived.reprint import ReprintGroup
from scraper.reprints.collection import Reprints
from scraper.reprints.likely_pairs import Grams, pair_neighbours
from scraper.reprints.shelf import Drawers, join, part
from tests.reprints import desks, wire
from tests.reprints.invented import BEIJING, Piece, Writer, article_of
from tests.reprints.scoring import score
from tests.schemas.written import article

np = pytest.importorskip("numpy")

DAY = datetime(2023, 6, 12, 8, 30, tzinfo=BEIJING)
PARTS = Writer("parts").paragraphs(1200)


def group(*bodies: str) -> list[set[int]]:
    """Return which of the bodies are told to be one text."""
    return [
        {int(one.title) for one in each.members} for each in describe(map(piece, range(len(bodies)), bodies))
    ]


def piece(number: int, body: str) -> Piece:
    return Piece("", number, str(number), body, DAY + timedelta(hours=number), None)


def describe(pieces: Iterable[Piece]) -> list[ReprintGroup]:
    found = Reprints(None, lambda *_: None)
    for number, one in enumerate(pieces):
        found.add(article_of(one, number))
    return list(found.groups())


def text(*parts: int) -> str:
    return "\n".join(PARTS[number] for number in parts)


def test_a_copy_with_cut_paragraphs_a_lead_and_half_width_marks_is_the_same_text() -> None:
    copy = (
        "编者按：山乡的路通到了家门口，今天请看一组报道。\n"
        + text(0, 1, 3).replace("，", ",")
        + "\n（责编：郗文静）"
    )
    assert group(text(0, 1, 2, 3, 4), copy, text(5, 6)) == [{0, 1}]


def test_copies_that_cut_different_paragraphs_meet_in_the_whole_text() -> None:
    assert group(text(0, 1, 2), text(0, 2, 3), text(0, 1, 2, 3)) == [{0, 1, 2}]


def test_a_roundup_does_not_join_the_articles_in_it() -> None:
    one, other, third = text(0, 1), text(2, 3), text(4, 5)
    assert group(one, other, third, "\n".join((one, other, third))) in ([], [{0, 3}], [{1, 3}], [{2, 3}])


def test_a_chain_of_neighbours_is_not_one_text() -> None:
    chain = [text(*range(start, start + 4)) for start in range(4)]
    assert not any({0, 3} <= found for found in group(*chain))


def test_the_same_bulletin_with_other_numbers_is_another_text() -> None:
    bulletin = "，".join(f"第{place}站水位{{}}米" for place in "甲乙丙丁戊己庚辛壬癸" * 3)
    days = [
        bulletin.replace("{}", "{:.1f}").format(*(7.77 * day + 0.13 * place for place in range(30)))
        for day in range(3)
    ]
    assert group(*days, days[1]) == [{1, 3}]


def test_short_texts_are_no_reprints_of_each_other() -> None:
    assert group("本网讯 山阳县今日丰收。", "本网讯 山阳县今日丰收。") == []


def test_the_earliest_is_named_of_the_same_moment_the_finer_and_the_source_that_most_state() -> None:
    same = {"body": text(0, 1, 2)}
    pieces = [
        article(1, date=DAY, source="汉水日报", **same),
        article(2, date=DAY - timedelta(days=1), date_precision="minute", source="秦岭晚报", **same),
        article(3, date=DAY - timedelta(days=1), date_precision="day", source="秦岭晚报", **same),
        article(4, date=DAY + timedelta(days=1), source=None, **same),
    ]
    found = Reprints(None, lambda *_: None)
    for one in pieces:
        found.add(one)
    (told,) = found.groups()
    assert told.earliest == pieces[1].id
    assert told.source == "秦岭晚报"
    assert [one.id for one in told.members] == [pieces[number].id for number in (1, 2, 0, 3)]
    assert {one.shared for one in told.members} == {1.0}


def test_groups_come_in_the_order_of_their_earliest_articles() -> None:
    bodies = (text(5, 6, 7), text(0, 1, 2), text(0, 1, 2), text(5, 6, 7))
    assert group(*bodies) == [{0, 3}, {1, 2}]
    assert group(*reversed(bodies)) == [{0, 3}, {1, 2}]


def test_a_gram_of_many_texts_gives_as_many_pairs_and_not_their_square() -> None:
    many = join(np.full(1000, 7, dtype=np.uint64), np.arange(1000, dtype=np.uint64))
    shorter, longer = part(pair_neighbours(many))
    assert len(shorter) < 2 * 1000
    assert {(int(a), int(b)) for a, b in zip(shorter, longer, strict=True)} >= {
        (one, 0) for one in range(1, 1000)
    }


def test_no_article_and_one_article_give_no_group() -> None:
    assert group() == group(text(0)) == []
    assert list(Grams(None).candidates(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64))) == []


def test_pairs_come_back_drawer_by_drawer() -> None:
    drawers = Drawers(None, 3)
    pairs = join(np.arange(100, dtype=np.uint64), np.arange(100, dtype=np.uint64))
    drawers.put(pairs[:40])
    drawers.put(pairs[40:])
    taken = list(drawers.take())
    assert [len(one) for one in taken] == [34, 33, 33]
    assert sorted(np.concatenate(taken).tolist()) == pairs.tolist()


def test_of_a_day_on_the_wire_nearly_all_reprints_are_told_and_hardly_another() -> None:
    check("wire", 41, 600)


@pytest.mark.slow
@pytest.mark.parametrize(("makers", "seed"), [("wire", 101), ("wire", 102), ("desks", 103), ("desks", 104)])
def test_of_ten_thousand_articles_nearly_all_reprints_are_told_and_hardly_another(makers, seed) -> None:
    check(makers, seed, 10_000)


def check(makers: str, seed: int, count: int) -> None:
    """Assert that pairs are told to 98 %, and whole groups to 95 %: a copy more or less makes a group a wrong one."""
    pieces = {"wire": wire.make, "desks": desks.make}[makers](seed, count)
    numbers = {article_of(one, number).id: number for number, one in enumerate(pieces)}
    found = [[numbers[member.id] for member in each.members] for each in describe(pieces)]
    shares = score(found, [one.text for one in pieces])
    assert min(shares[:2]) >= 0.98, shares
    assert min(shares[2:]) >= 0.95, shares
