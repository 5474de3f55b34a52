"""The sources of the site: the documents, with the README as its front page, put together where nothing is written twice."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "README.md": "index.md",
    "README.zh-CN.md": "index.zh-CN.md",
    "CONTRIBUTING.md": "contributing.md",
    "deploy/README.md": "deploy.md",
}
"""Documents that lie elsewhere in the project, and what they are in the site; those of docs/ keep their names."""

ENGLISH_ONLY = {"contributing.md", "deploy.md"}
ONLY_IN_ENGLISH = "> 此页只有英文。\n\n"

LINK = re.compile(r"(?<=\]\()(?!https?:)([^)#\s]+)(#[^)\s]*)?")
OTHER_LANGUAGE = re.compile(r" ?\[(?:中文|English)\]\([^)]*\)")
"""What leads a reader of the files to the other language; the site has a menu for it."""

BROKEN_LINE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n *(?=[\u3000-\u9fff\uff00-\uffef])")
"""Where a line of Chinese goes on in the next one: a browser would show a blank there."""

FENCE = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)

_assembled: list[TemporaryDirectory[str]] = []
"""Folders that go when the build is over."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let the site be built from a folder where all its sources lie together."""
    _assembled.append(TemporaryDirectory(prefix="difang-site-"))
    config.docs_dir = _assembled[-1].name
    assemble(Path(config.docs_dir))
    return config


def on_post_build(config: MkDocsConfig) -> None:
    """Leave no list of addresses: the site does not know its own."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (Path(config.site_dir) / name).unlink(missing_ok=True)


def assemble(folder: Path) -> None:
    """Write the sources of the site: pages whose links lead to one another, schemas, and the style."""
    places = {**PAGES, **{f"docs/{path.name}": path.name for path in (ROOT / "docs").glob("*.md")}}
    for path in (ROOT / "schemas").glob("*.schema.json"):
        places[f"schemas/{path.name}"] = path.name
    for source, name in places.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        written = relinked(text, Path(source).parent, places) if name.endswith(".md") else text
        (folder / name).write_text(written, encoding="utf-8")
        if name in ENGLISH_ONLY:
            shown = ONLY_IN_ENGLISH + relinked(text, Path(source).parent, places, anchored=False)
            (folder / name).with_suffix(".zh-CN.md").write_text(shown, encoding="utf-8")
    style = Path(__file__).with_name("site.css")
    (folder / style.name).write_bytes(style.read_bytes())


def relinked(text: str, folder: Path, places: dict[str, str], *, anchored: bool = True) -> str:
    """Return a document of a folder of the project with its links as the site has them; code is left alone.

    `anchored`: links to headings stay such; those of a page that leads to pages of another language cannot.
    """

    def follow(link: re.Match[str]) -> str:
        target = (ROOT / folder / link[1]).resolve().relative_to(ROOT).as_posix()
        anchor = link[2] if link[2] and anchored else ""
        place = places.get(target, places.get(f"{target}/README.md", link[1]))
        return place.replace(".zh-CN.md", ".md") + anchor

    def as_shown(part: str) -> str:
        return BROKEN_LINE.sub("", LINK.sub(follow, OTHER_LANGUAGE.sub("", part)))

    return "".join(part if part.startswith("```") else as_shown(part) for part in FENCE.split(text))
