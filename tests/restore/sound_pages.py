"""Sound texts and pages: `sound/KIND.txt` holds one text a line; a page is one of `articles/` in one of `templates/`."""

import pathlib

SOUND = pathlib.Path(__file__).parent / "sound"
_LAYOUTS_PER_ARTICLE = 5


def _names(room: str, suffix: str) -> list[str]:
    return sorted(path.stem for path in (SOUND / room).glob(f"*{suffix}"))


KINDS, ARTICLES, LAYOUTS = _names(".", ".txt"), _names("articles", ".txt"), _names("templates", ".html")
PAGES = [
    (article, LAYOUTS[(_LAYOUTS_PER_ARTICLE * number + turn) % len(LAYOUTS)])
    for number, article in enumerate(ARTICLES)
    for turn in range(_LAYOUTS_PER_ARTICLE)
]
"""Articles and the layouts that they are shown in."""


def texts(kind: str) -> list[str]:
    """Return the sound texts of a kind, or the lines of an article."""
    return (SOUND / f"{kind}.txt").read_text(encoding="utf-8").splitlines()


def body_of(article: str) -> str:
    """Return the article's paragraphs as every layout shows them."""
    return "\n".join(f"<p>　　{line}</p>" for line in texts(f"articles/{article}")[2:])


def page_of(article: str, layout: str) -> str:
    """Return the article as a page of the layout."""
    title, facts, *_ = texts(f"articles/{article}")
    date, source, editor = facts.split()
    page = (SOUND / f"templates/{layout}.html").read_text(encoding="utf-8")
    parts = {"title": title, "date": date, "source": source, "editor": editor, "body": body_of(article)}
    for name, part in parts.items():
        page = page.replace(f"{{{name}}}", part)
    return page
