from tests.quality.figures import FIELDS, Figure, Score

GOLD = {
    **dict.fromkeys(FIELDS),
    "title": "麦收",
    "source": "淄博日报",
    "section": [],
    "images": [],
    "body": "一段\n二段",
}


def test_a_false_value_and_a_null_are_counted_apart() -> None:
    score = Score()
    assert score.add(GOLD, {**GOLD, "source": "关闭", "editor": "打印"}) == ["source", "editor"]
    assert score.add(GOLD, {**GOLD, "source": None}) == ["source"]
    figures = score.figures()
    assert figures["source"] == Figure(0.0, 0.5, 0.5)
    assert figures["editor"] == Figure(0.5, 0.5, 0.0)
    assert figures["title"] == Figure(1.0, 0.0, 0.0)


def test_a_refused_page_is_null_in_each_field_that_has_a_value() -> None:
    score = Score()
    assert score.add(GOLD, None) == ["title", "source", "body"]
    assert score.figures()["body"] == Figure(0.0, 0.0, 1.0)
    assert score.figures()["author"] == Figure(1.0, 0.0, 0.0)


def test_half_a_body_is_false_and_costs_recall() -> None:
    score = Score()
    assert score.add(GOLD, {**GOLD, "body": "一段"}) == ["body"]
    figures = score.figures()
    assert figures["body"] == Figure(0.0, 1.0, 0.0)
    assert figures["body recall"] == Figure(0.5)
    assert figures["body precision"] == Figure(1.0)


def test_a_foreign_line_costs_precision() -> None:
    score = Score()
    score.add(GOLD, {**GOLD, "body": "一段\n二段\n分享到\n打印"})
    assert score.figures()["body precision"] == Figure(0.5)
