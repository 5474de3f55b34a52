import ast
import re
from pathlib import Path

PROMISES = Path(__file__).resolve().parent.parent / "docs/promises.md"


def test_each_promise_names_a_test_that_exists() -> None:
    tests = {
        node.name
        for file in Path(__file__).parent.rglob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    page = PROMISES.read_text(encoding="utf-8")
    promises = page[page.index("## Moments and outcomes") : page.index("## Exit codes")]
    rows = [row for row in promises.splitlines() if row.startswith("| ")][2:]
    assert len(rows) > 15
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named, row
        assert set(named) <= tests, set(named) - tests
