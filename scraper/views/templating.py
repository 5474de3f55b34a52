"""The templates of the pages that a person looks at: everything that is put into one is escaped."""

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scraper.views.marking import BADGES, KINDS

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""The content security policy of each page and of each frame in it: no script, no network, only what is inside."""

GENERATOR = '<meta name="generator" content="difang">'
"""Stands in the head of each page: by it ours are known."""


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("scraper.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "policy": POLICY,
        "generator": Markup(GENERATOR),  # noqa: S704 - written here
        "kinds": KINDS,
        "badges": BADGES,
    }
    return environment


def render(template: str, **values: object) -> str:
    """Return the template `template` filled in; raise UndefinedError where a value is missing."""
    return _environment().get_template(template).render(values)
