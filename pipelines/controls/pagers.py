"""Pagers: the rows of page numbers below a text."""

import re

_PAGE_WORD = r"(?:[上下前后]一?页|[首尾末]页|(?:本文)?共\s?\d{1,4}\s?页|第\s?\d{0,4}\s?页|分页|页码|跳转到?|转到|GO|Go|go|确定|页|到|全文|余下全文)"
_PAGER = re.compile(
    rf"^(?=.{{0,60}}页)[\s【\[（(]{{0,4}}(?:{_PAGE_WORD}|\d{{1,4}}(?:/\d{{1,4}})?|[\s\[\]【】()（）·|｜,，:：/<>«»‹›.…-]){{1,60}}+$"
)
_NUMBERS_PAGER = re.compile(r"^1\s+2(?:\s+\d{1,3}){0,20}(?:\s*下一?页)?(?:\s*尾页)?$")


def turns_pages(line: str) -> bool:
    """Say whether a line is nothing but page numbers and the words beside them.

    >>> turns_pages("共2页 下一页"), turns_pages("1 2 3 下一页"), turns_pages("第2页的图纸")
    (True, True, False)
    """
    return bool(_PAGER.match(line) or _NUMBERS_PAGER.match(line))
