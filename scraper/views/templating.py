"""The templates of the pages that a person looks at: everything that is put into one is escaped."""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scraper.views.marking import BADGES, KINDS
from scraper.views.written_values import FILTERS

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
    environment.filters |= FILTERS
    return environment


def render(template: str, **values: object) -> str:
    """Return the template `template` filled in; raise UndefinedError where a value is missing."""
    return _environment().get_template(template).render(values)


def read_script(name: str) -> str:
    """Return a script of the templates' folder: what a page of ours may run."""
    environment = _environment()
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def allow_script(script: str) -> str:
    """Return the policy of a page that holds this script: no other one runs, whatever stands in the page."""
    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    return f"{POLICY}; script-src 'sha256-{digest}'"
