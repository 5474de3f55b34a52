import pytest

CALLS = {
    "an unknown spider": (("crawl", "tibt"), "tibt"),
    "an unknown channel": (("crawl", "people", "-a", "channel=zz"), "zz"),
    "an unknown argument": (("crawl", "tibet", "-a", "chanel=zj"), "chanel"),
    "a replay of nothing": (("crawl", "tibet", "-s", "REPLAY=none.warc.gz"), "none.warc.gz"),
    "a missing file": (("clean", "missing.html"), "missing.html"),
    "a missing file to explain": (("explain", "missing.html"), "missing.html"),
    "two ways to tell it": (("explain", "README.md", "--json", "--html", "review.html"), "--html and --json"),
    "a review over another file": (("suggest", "missing.html", "--html", "README.md"), "README.md is there"),
    "an unknown site": (("clean", "--spider", "tibt", "README.md"), "tibt"),
}


@pytest.mark.parametrize(("call", "named"), CALLS.values(), ids=CALLS)
def test_a_wrong_call_ends_with_one_clear_line(scrapy, call, named) -> None:
    done = scrapy(*call)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    (line,) = done.stderr.strip().splitlines()
    assert named in line
    assert line.startswith(f"scrapy {call[0]}: ")


def test_a_binary_file_is_named_with_its_reason(scrapy, tmp_path) -> None:
    picture = tmp_path / "picture.html"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    done = scrapy("clean", picture)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "not_html" in done.stderr
    assert "picture.html" in done.stderr


def test_a_folder_without_pages_is_named(scrapy, tmp_path) -> None:
    done = scrapy("clean", tmp_path)
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert str(tmp_path) in line
    assert "no html" in line


def test_a_broken_manifest_is_named_with_its_line(scrapy, tmp_path) -> None:
    (tmp_path / "page.html").write_text("<p>山阳</p>", encoding="utf-8")
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text('{"path": "page.html", "url": "http://example.cn/"}\nnot json\n', encoding="utf-8")
    done = scrapy("clean", tmp_path, "--urls", manifest)
    assert done.returncode != 0
    assert "line 2" in done.stderr
    assert "Traceback" not in done.stderr
