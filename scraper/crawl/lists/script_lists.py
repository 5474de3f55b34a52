"""Pages whose list only scripts would bring: a box for it that is empty, and scripts to fill it."""

from lxml.html import HtmlElement

_LISTS = ("ul", "ol", "dl", "tbody")


def waits_for_scripts(root: HtmlElement) -> bool:
    """Tell whether the page has an empty list, or an empty root of an application, and scripts."""
    if next(root.iter("script"), None) is None:
        return False
    from pipelines.extract.scripted.shell import is_filled_by_scripts  # noqa: PLC0415 - brings many patterns, for rare pages

    return is_filled_by_scripts(root) or any(map(_is_empty, root.iter(*_LISTS)))


def _is_empty(box: HtmlElement) -> bool:
    return len(box) == 0 and not (box.text or "").strip()
