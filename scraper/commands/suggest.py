import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from scrapy.exceptions import UsageError

from schemas import Article, Rejected, Rejection
from scraper.authoring.looking import look_at
from scraper.authoring.proposal import Suggestion
from scraper.authoring.suggestion import suggest
from scraper.console.command import OwnCommand
from scraper.families.catalogue import family_name
from scraper.views.review_file import check_writable, write_review
from scraper.views.suggestion_review import review_suggestion

_ARTICLES = 3  # behind a listing, which are enough to see what stays the same
_LONGEST_LINE = 86  # characters of rules that stand behind their name
_WIDTH = 60  # characters of a value that are shown
_SHOWN = ("title", "date", "source", "editor", "author", "body")


class Command(OwnCommand):
    """Propose the declarations of a site that has no spider yet."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] URL-or-FILE..."

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Propose a site's spider from a listing and some articles"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--name", metavar="NAME", default="mysite", help="the name of the spider")
        parser.add_argument("-o", "--output", metavar="FILE", help="write the spider here too")
        parser.add_argument(
            "--html", metavar="FILE", type=Path, help="show what it finds on the pages in FILE too"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the pages and print what they speak for; exit 1 where nothing can be proposed."""
        if not args:
            raise UsageError("name a listing and, best, two or three articles: URLs or files")
        assert self.settings is not None
        try:
            if opts.html:
                check_writable(opts.html)  # before anything is fetched
            seen = look_at(args, self.settings, articles=_ARTICLES if len(args) == 1 else 0)
            result = suggest([one.page for one in seen])
            code = "\n".join(as_code(result, opts.name)) + "\n"
            print(*describe(result), "", code, sep="\n", end="")
            if opts.output:
                with Path(opts.output).open("x", encoding="utf-8", newline="\n") as file:
                    file.write(code)
            if opts.html:
                write_review(opts.html, review_suggestion(result, code, [one.page for one in seen]))
                print(f"# review: {opts.html}")
        except (Rejected, OSError, ValueError) as error:
            self.tell(f"scrapy suggest: {error}")
            self.exitcode = 1
            return
        if not result.readings and not result.start_urls:
            self.tell("scrapy suggest: neither a listing nor an article among the pages")
            self.exitcode = 1


def describe(result: Suggestion) -> Iterator[str]:
    """Yield the lines that tell what was found, how, and what is unsure."""
    yield f"family    {family_name(result.family) if result.family else 'none that is known'}"
    for reason in result.reasons:
        yield f"          {reason}"
    for url, outcome in result.readings:
        yield f"article   {url}"
        yield from _describe_outcome(outcome)
    for doubt in result.unsure:
        yield f"unsure    {doubt}"


def _describe_outcome(outcome: Article | Rejection) -> Iterator[str]:
    if isinstance(outcome, Rejection):
        yield f"          rejected, {outcome.reason.value}: {outcome.detail}"
        return
    for name in _SHOWN:
        value = getattr(outcome, name)
        rule = getattr(outcome.evidence, name)
        yield f"  {name:<7} {_short(str(value)) if value is not None else '-'}  [{rule}]"


def _short(text: str) -> str:
    line = text.replace("\n", " ⏎ ")
    return line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…"


def as_code(result: Suggestion, name: str) -> Iterator[str]:
    """Yield the lines of the spider's file."""
    family = result.family or "scraper.crawl.spider:NewsSpider"
    module, _, base = family.partition(":")
    yield f'"""{result.site_name or name}: who, where, what is odd, and since when. Confidence: low until read."""'
    yield ""
    if result.rules:
        yield "from schemas import Rules"
    yield f"from {module} import {base}"
    yield ""
    yield ""
    yield f"class {''.join(part.capitalize() for part in name.split('_'))}Spider({base}):"
    yield f'    """{result.site_name or name}."""'
    yield ""
    yield f'    name = "{name}"'
    yield f'    site_name, region = "{result.site_name}", None  # region: GB/T 2260'
    yield '    confidence = "low"'
    yield f"    allowed_domains = {_listed(result.hosts)}"
    yield f"    start_urls = {_listed(result.start_urls)}"
    if result.article_links != "a":
        yield f"    article_links = {_quoted(result.article_links)}"
    if result.article_url:
        yield f'    article_url = r"{result.article_url}"'
    if result.rules:
        rules = ", ".join(f"{key}={_quoted(value)}" for key, value in result.rules.items())
        short = len(rules) <= _LONGEST_LINE
        yield from (
            (f"    rules = Rules({rules})",)
            if short
            else ("    rules = Rules(", f"        {rules},", "    )")
        )


def _quoted(text: str) -> str:
    return f'"{text}"'


def _listed(values: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"
