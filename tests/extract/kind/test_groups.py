"""Rows of a group are small boxes that stand alike; a box of many headlines is none, and neither is what is around it."""

import pytest

from pipelines.extract.kind.groups import find_groups
from pipelines.extract.reading.surface import read_surface
from pipelines.extract.tree.document import parse

URL = "http://news.example.cn/2026/1119/c1-100.html"
NOTE = "本栏由镇里的通讯员每周更新"


def headlines(many: int, first: int) -> str:
    rows = (
        f"<li><a href=/{number}.html>柳湾镇第{number}座便民桥通车</a>"
        for number in range(first, first + many)
    )
    return f"<ul>{''.join(rows)}</ul>"


@pytest.mark.parametrize(("many", "are_rows"), [(1, True), (3, True), (4, False), (9, False)])
@pytest.mark.parametrize("wrapper", ["{}", "<section>{}</section>", "<div><div>{}</div></div>"])
def test_a_box_with_more_headlines_than_a_row_has_is_no_row(many, are_rows, wrapper) -> None:
    boxes = "".join(
        f"<div class=box>{wrapper.format(headlines(many, 10 * number))}<p>{NOTE}</p></div>"
        for number in range(1, 4)
    )
    groups = find_groups(read_surface(parse(f"<body><main>{boxes}</main></body>", URL)).visible, URL)
    assert groups.headlines == 3 * many
    assert any(line.text == NOTE for line in groups.lines) is are_rows
