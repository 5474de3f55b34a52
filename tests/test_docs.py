"""What the documents for operators say is so, in both languages."""

import re
import shlex
from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

DOCS = ("operate",)
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
SETTING = re.compile(r"`([A-Z]+(?:_[A-Z]+)+)`")
ELSEWHERE = {"custom_settings"}


def read(name: str) -> str:
    return Path("docs", name).read_text(encoding="utf-8")


def commands(text: str) -> list[str]:
    """Return the commands that a document shows, without their notes."""
    lines = [line for block in CONSOLE.findall(text) for line in block.splitlines()]
    return [line[2:].partition("  #")[0].strip() for line in lines if line.startswith("$ ")]


@pytest.mark.parametrize("name", DOCS)
def test_both_languages_say_as_much(name) -> None:
    english, chinese = read(f"{name}.md"), read(f"{name}.zh-CN.md")
    headings = [
        [line.count("#") for line in text.splitlines() if line.startswith("#")] for text in (english, chinese)
    ]
    assert headings[0] == headings[1]
    rows = [text.count("\n| ") for text in (english, chinese)]
    assert rows[0] == rows[1]
    assert len(commands(english)) > 5
    assert commands(english) == commands(chinese)
    assert SETTING.findall(english) == SETTING.findall(chinese)


@pytest.mark.parametrize("name", DOCS)
def test_each_option_and_setting_that_is_named_exists(scrapy, name) -> None:
    text, settings = read(f"{name}.md"), get_project_settings()
    assert not [one for one in SETTING.findall(text) if one not in settings]
    named: dict[str, set[str]] = {}
    for command in commands(text):
        words = shlex.split(command)
        if words[0] == "scrapy":
            named.setdefault(words[1], set()).update(word for word in words[2:] if word.startswith("--"))
    assert {"crawl-all", "status"} <= named.keys()
    for command, options in named.items():
        said = scrapy(command, "-h")
        assert said.returncode == 0, command
        assert not [option for option in options if option not in said.stdout]
