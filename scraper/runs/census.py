"""What the lines of a run hold, counted as they are committed: fields, dates, places, and an example of each kind."""

from collections import Counter
from datetime import datetime
from typing import get_args

from schemas import Article, Rejection
from schemas.rules import Field
from schemas.run import FieldFigures, Template

FIELDS = get_args(Field)

MOST_DAYS = 120
"""Days of publication that are told one by one; a first run may reach back for years, the earlier ones are one count."""

MOST_TEMPLATES = 12
"""Places of bodies that are told one by one: a large site has a handful, what has more names its boxes by chance."""

EARLIER, OTHERS = "earlier", "others"
NONE, SITE = "none", "site"
"""What the evidence of a line says of a field that is null, and of one that the site's rules gave."""


class Census:
    """The committed records of one run, counted."""

    def __init__(self) -> None:
        self.precisions: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.oldest: datetime | None = None
        self.newest: datetime | None = None
        self._evidence: dict[Field, Counter[str]] = {name: Counter() for name in FIELDS}
        self._places: Counter[str] = Counter()
        self._first_at: dict[str, str] = {}
        self._days: Counter[str] = Counter()

    def add(self, record: Article | Rejection) -> None:
        """Count one record; the first of each kind is an example of it."""
        if isinstance(record, Rejection):
            self.examples.setdefault(f"reason/{record.reason.value}", record.url)
            return
        for name, figures in self._evidence.items():
            rule = getattr(record.evidence, name)
            figures[rule] += 1
            if not is_of_site(rule):
                self.examples.setdefault(f"{'missing' if rule == NONE else 'reader'}/{name}", record.url)
        if record.restored.kinds:
            self.examples.setdefault("restored", record.url)
        self.precisions[record.date_precision] += 1
        self.regions.update(filter(None, [record.region]))
        self._places[record.place] += 1
        self._first_at.setdefault(record.place, record.url)
        self._days[record.date.date().isoformat()] += 1
        self.oldest = min(self.oldest or record.date, record.date)
        self.newest = max(self.newest or record.date, record.date)

    def fields(self) -> dict[Field, FieldFigures]:
        """Return how often each field was filled, and by what; nothing where there is no article."""
        return {name: _figures(rules) for name, rules in self._evidence.items() if rules}

    def templates(self) -> dict[str, Template]:
        """Return the places of the bodies, most frequent first; rare ones beyond MOST_TEMPLATES are one count."""
        told = self._places.most_common(MOST_TEMPLATES)
        templates = {place: Template(articles=count, example=self._first_at[place]) for place, count in told}
        if rest := self._places.total() - sum(count for _, count in told):
            rare = next(place for place in self._places if place not in templates)
            templates[OTHERS] = Template(articles=rest, example=self._first_at[rare])
        return templates

    def days(self) -> dict[str, int]:
        """Return the articles by their day of publication, newest first; what lies behind MOST_DAYS is one count."""
        newest_first = sorted(self._days.items(), reverse=True)
        days = dict(newest_first[:MOST_DAYS])
        if rest := sum(count for _, count in newest_first[MOST_DAYS:]):
            days[EARLIER] = rest
        return days


def is_of_site(rule: str) -> bool:
    """Tell whether it was the site's own rule that gave a value; of an article with a missing part the rule says so, too.

    >>> is_of_site("site"), is_of_site("site, partial"), is_of_site("region")
    (True, True, False)
    """
    return rule.partition(",")[0] == SITE


def _figures(rules: Counter[str]) -> FieldFigures:
    by_rules = sum(count for rule, count in rules.items() if is_of_site(rule))
    filled = rules.total() - rules[NONE]
    return FieldFigures(
        filled=filled, by_rules=by_rules, by_reader=filled - by_rules, evidence=dict(sorted(rules.items()))
    )
