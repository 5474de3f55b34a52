"""Passes in a row are edits of the source."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.restore.passes import compose, undo
from schemas import Edit, replay


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> tuple[Edit, ...]:
    edits: list[Edit] = []
    position = 0
    while position <= len(text) and draw(st.booleans()):
        start = draw(st.integers(position, len(text)))
        end = draw(st.integers(start, min(len(text), start + 4)))
        after = draw(st.text("xyz", max_size=3))
        if start < end or after:
            edits.append(Edit(start=start, before=text[start:end], after=after, kind="shift"))
        position = end + 1
    return tuple(edits)


@settings(max_examples=300, deadline=None)
@given(st.data(), st.text("abcdef", max_size=12))
def test_edits_of_two_passes_are_edits_of_the_source(data: st.DataObject, source: str) -> None:
    first = data.draw(edits_of(source))
    between = replay(source, first)
    second = data.draw(edits_of(between))
    both = compose(source, between, first, second)
    assert replay(source, both) == replay(between, second)
    starts = [edit.start for edit in both]
    assert starts == sorted(starts)


def test_what_no_later_pass_touches_keeps_its_kind_and_its_certainty() -> None:
    def first(text: str) -> tuple[Edit, ...]:
        return (Edit(start=0, before="a", after="A", kind="pinyin", certain=False),)

    def second(text: str) -> tuple[Edit, ...]:
        return (Edit(start=2, before="c", after="C", kind="traditional"),)

    text, edits, kinds = undo("abc", (first, second))
    assert (text, kinds) == ("AbC", ("pinyin", "traditional"))
    assert [(edit.kind, edit.certain) for edit in edits] == [("pinyin", False), ("traditional", True)]


def test_a_change_of_a_change_is_one_edit_of_the_kind_that_explains_most() -> None:
    source, between = "國(guó)會", "國會"
    (edit,) = compose(
        source,
        between,
        (Edit(start=1, before="(guó)", after="", kind="pinyin"),),
        (Edit(start=0, before="國會", after="国会", kind="traditional", certain=False),),
    )
    assert (edit.start, edit.before, edit.after) == (0, source, "国会")
    assert (edit.kind, edit.certain) == ("pinyin", False)
