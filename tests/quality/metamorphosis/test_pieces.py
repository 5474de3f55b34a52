from tests.quality.benchmark.render import pages
from tests.quality.metamorphosis.pieces import (
    Box,
    Piece,
    attributes,
    boxes,
    join,
    split,
    with_inserted,
    write_tag,
)

PAGE = """<!DOCTYPE html><html><head><title>麦 < 田</title><script>if (a < b) { "<p>" }</script></head>
<body><!-- 头 --><div class=a id='b"c'><p>一段<br/>二段<table><tr><td>格</td></tr></table></div></div></body></html>"""


def test_the_pieces_of_a_page_are_the_page() -> None:
    for page in (PAGE, "a < b", "<p", "", "<a title='>'>x</a>", *(p.body.decode("latin-1") for p in pages())):
        assert join(split(page)) == page


def test_what_stands_in_a_script_or_a_title_is_one_piece() -> None:
    raws = [piece.text for piece in split(PAGE) if piece.kind == "raw"]
    assert raws == ["<title>麦 < 田</title>", '<script>if (a < b) { "<p>" }</script>']


def test_a_greater_sign_in_quotes_does_not_end_a_tag() -> None:
    assert [piece.kind for piece in split("<a title='>'>x</a>")] == ["open", "text", "close"]


def test_a_stray_quote_in_a_tag_does_not_swallow_what_follows() -> None:
    kinds = [piece.kind for piece in split("""<img style="a"">文<a b='c>'>"字"</a><a d=">x""")]
    assert kinds == ["open", "text", "open", "text", "close", "open", "text"]


def test_attributes_are_read_in_every_spelling() -> None:
    assert attributes('<a b=1 c=\'2 "3"\' D = "4" e>') == [
        ("b", "1"),
        ("c", '2 "3"'),
        ("D", "4"),
        ("e", None),
    ]


def test_a_value_with_quotes_keeps_them() -> None:
    (piece,) = split("<div id='b\"c'>")
    assert write_tag(piece, attributes(piece.text)).text == piece.text


def test_a_closing_tag_without_an_opening_one_ends_no_box() -> None:
    names = [box.name for box in boxes(split(PAGE))]
    assert names == ["td", "table", "div", "body"]


def test_a_box_that_is_not_closed_has_no_span() -> None:
    assert boxes(split("<td><div>x</td>")) == [Box("td", 0, 3)]


def test_an_addition_stands_before_its_piece_or_at_the_end() -> None:
    pieces = [Piece("text", "a"), Piece("text", "b")]
    assert join(with_inserted(pieces, {1: "-", 2: "."})) == "a-b."
