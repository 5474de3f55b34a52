"""Every command in the documents is run, or is one of those that cannot be; what it names exists."""

import re

import pytest

from scraper.crawl.scope import BadArgument
from tests.docs.calls import NoSuch, calls, check_line, mentioned, own_settings, own_targets, shown
from tests.docs.pages import english_pages, prose, read_page
from tests.docs.runs import CHECKED_ONLY, RUN_ELSEWHERE, RUNS, first_words

PAGES = [*english_pages(), read_page("CONTRIBUTING.md"), read_page("deploy/README.md")]
SETTING = re.compile(r"`([A-Z]+(?:_[A-Z]+)+)`")
LINES = sorted({(page.name, line) for page in PAGES for line in shown(page)})
SETTINGS, TARGETS = own_settings(), own_targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_each_command_names_exists(page) -> None:
    for line in (*shown(page), *mentioned(page)):
        try:
            check_line(line, SETTINGS, TARGETS)
        except (NoSuch, BadArgument) as error:
            pytest.fail(f"{line}: {error}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_setting_that_is_named_exists(page) -> None:
    assert not [one for one in SETTING.findall(prose(page)) if one not in SETTINGS]


def test_each_command_is_run_or_cannot_be() -> None:
    assert [line for _, line in LINES if first_words(line) is None] == []


def test_no_command_is_excused_that_is_not_there() -> None:
    there = {first_words(line) for _, line in LINES}
    assert set(CHECKED_ONLY) | set(RUN_ELSEWHERE) | set(RUNS) == there


def test_of_our_commands_those_alone_are_not_run_that_ask_the_internet_or_a_person() -> None:
    excused = {line for _, line in LINES if first_words(line) in CHECKED_ONLY}
    ours = {call.scrapy[0] for line in excused for call in calls(line) if call.scrapy}
    assert ours == {"crawl", "crawl-all", "fleet", "keep", "parse", "shell", "sites", "suggest"}


@pytest.mark.parametrize(
    ("line", "wrong"),
    {
        "scrapy statsu": "command statsu",
        "scrapy status --regions 54": "has no --regions",
        "scrapy crawl tibet -s LISTING_DEPHT=3": "setting LISTING_DEPHT",
        "scrapy crawl tibet -a sinse=2023-06-01": "sinse",
        "scrapy prune --older": "--older",
        "make dmeo": "dmeo",
        ".venv/bin/python -m scraper.smaple": "module scraper.smaple",
        "cp deploy/difang.servise /etc": "difang.servise",
    }.items(),
)
def test_what_does_not_exist_is_found(line, wrong) -> None:
    with pytest.raises((NoSuch, BadArgument), match=re.escape(wrong)):
        check_line(line, SETTINGS, TARGETS)
