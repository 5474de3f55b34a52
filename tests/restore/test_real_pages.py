"""Real fragments and pages, for evaluation only: they lie outside the project and may be absent."""

import json
import pathlib
import subprocess
import sys

import pytest

from pipelines.decode import decode
from pipelines.restore import restore

ROOT = pathlib.Path(__file__).parents[2]
SHARED = next(
    (path for path in (ROOT.parent / "shared", ROOT.parent.parent / "shared") if path.is_dir()), None
)
pytestmark = pytest.mark.skipif(SHARED is None, reason="../shared with the real pages is not there")


@pytest.mark.slow
def test_the_score_of_real_fragments_does_not_fall():
    done = subprocess.run(
        [sys.executable, SHARED / "restore/score.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "negatives changed: 0" in done.stdout
    assert "wrong but called exact: 0" in done.stdout


def test_no_real_page_is_changed():
    changed = []
    for path in sorted((SHARED / "pages/html").glob("*.html")):
        text = decode(path.read_bytes()).text
        if restore(text).text != text:
            changed.append(path.name)
    assert changed == []


def test_no_sound_fragment_is_changed_unaided():
    lines = (SHARED / "restore/negatives.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    assert [text for text in texts if restore(text).text != text] == []


def test_the_first_page_comes_back():
    page = next((SHARED / "seed").glob("*.txt")).read_text(encoding="utf-8")
    text = restore(page).text
    assert "激发。”柯桥区委组织部相关负责人表示" in text
    assert "推动共同富裕基本单元建设的头雁方阵" in text
