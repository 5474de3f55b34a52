"""What one object of a page's data says of an article: its text, and the values of the other fields."""

import re
from collections.abc import Iterator

from pipelines.extract.scripted.assigned import PRINTED
from pipelines.extract.scripted.values import Value

LEAST_TEXT = 20
"""Chinese characters of a content: less is a summary's beginning or a button's label."""

LONGEST_SAID = 80
"""Characters of a value that is a name or a date."""

_KEYS: dict[str, tuple[str, ...]] = {
    # The likeliest first; without _ and -, in lower case.
    "title": tuple(
        "title newstitle articletitle arttitle contenttitle doctitle infotitle maintitle headline subject"
        " newsname contentname 标题".split()
    ),
    "content": (
        PRINTED,
        *"content articlebody articlecontent newscontent contenthtml htmlcontent bodyhtml body text html".split(),
        *"txt contents maintext doccontent infocontent contenttext bodytext neirong zhengwen fulltext".split(),
        *"details detail richtext contentstr articlehtml newsbody newstext str con article contentbody".split(),
        *"contentdata paragraphs paras blocks contentlist textlist 内容 正文".split(),
    ),
    "published": tuple(
        "publishtime publishdate pubtime pubdate datepublished publishedat publishat publisheddate publishedtime"
        " releasetime releasedate ptime docpubtime displaytime showtime issuetime posttime pubtimestr newstime"
        " articletime inputtime createtime createdat createdate ctime time date 发布时间".split()
    ),
    "source": tuple(
        "source sourcename newssource articlesource copyfrom laiyuan medianame docsource 来源".split()
    ),
    "editor": tuple(
        "editor editorname zrbj zebian responsibleeditor dutyeditor zerenbianji 责任编辑".split()
    ),
    "author": tuple("author authorname writer reporter zuozhe 作者".split()),
}
_CONTENT = re.compile(r"^(?:[a-z]{1,12}(?:content|neirong|zhengwen)|content[a-z]{1,12})$")
_OTHERS = re.compile(
    r"comment|reply|summary|desc|brief|abstract|intro|title|recommend|relate|next|prev|copyright|share|tags?"
)
"""Contents of other things than the article, and what is said of it."""

_TAG = re.compile(r"<[^<>]*+>")
_HAN = re.compile(r"[\u3400-\u9fff]")


def plain_key(key: str) -> str:
    """Return the name of a member as names are compared: in lower case, without _ and -."""
    return key.replace("_", "").replace("-", "").rstrip("'").lower()


CONTENT_KEYS = frozenset(_KEYS["content"])


def holds_content(key: str) -> bool:
    """Say whether a member may hold an article's text, by its name: strContent and content_noencode, no replyContent."""
    plain = plain_key(key)
    return plain in CONTENT_KEYS or bool(_CONTENT.match(plain) and not _OTHERS.search(plain))


def content_of(node: dict[str, Value]) -> str | None:
    """Return the longest text under a key of a content, as HTML or plain; None where none is a text."""
    texts = {
        key: text
        for key, value in node.items()
        if holds_content(key) and (text := as_text(value)) and tells(text)
    }
    printed = texts.pop(PRINTED, None)  # other things are printed too
    return max(texts.values(), key=len, default=printed)


def as_text(value: Value) -> str:
    """Return a content as one text: that of a list of paragraphs, or of an object that wraps it, too."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(map(_paragraph, value))
    if isinstance(value, dict):
        wrapped = [
            each
            for key, each in value.items()
            if plain_key(key) in {"rendered", "html", "content", "text", "value"}
        ]
        return next((each for each in wrapped if isinstance(each, str) and each), "")
    return ""


def _paragraph(value: Value) -> str:
    if isinstance(value, str):
        return value if "<" in value else f"<p>{value}</p>"
    if not isinstance(value, dict):
        return ""
    kind = str(value.get("type", value.get("tag", ""))).lower()
    texts = (value.get(key) for key in ("text", "content", "value", "html", "data", "src", "url", "children"))
    text = next((each for each in texts if each), "")
    if isinstance(text, dict):  # {"type": "paragraph", "data": {"text": …}}
        text = next((each for key in ("text", "html", "content") if (each := text.get(key))), "")
    if isinstance(text, list):
        text = as_text(text)
    if kind in {"img", "image", "pic", "picture", "photo"}:
        source = next(
            (each for key in ("src", "url", "value", "content") if isinstance(each := value.get(key), str)),
            "",
        )
        return f'<p><img src="{source}"></p>' if '"' not in source else ""
    return f"<p>{text}</p>" if isinstance(text, str) and kind not in {"video", "audio", "ad", "link"} else ""


def tells(text: str) -> bool:
    """Say whether a text is long enough to be an article's, its tags aside."""
    return len(_HAN.findall(_TAG.sub("", text)[: 40 * LEAST_TEXT])) >= LEAST_TEXT and "{{" not in text


def said_of(level: dict[str, Value], name: str) -> Iterator[str]:
    """Yield what an object says of a field, the likeliest key first; that of an object that has a name is it."""
    by_key = {plain_key(key): value for key, value in level.items()}
    for key in _KEYS[name]:
        value = by_key.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, int) and not isinstance(value, bool) and name == "published":
            value = str(value) if len(str(value)) in {10, 13} else None
        if isinstance(value, str):
            # An escape may name half of a character: no record holds that.
            whole = value.encode("utf-8", "replace").decode("utf-8")
            text = " ".join(_TAG.sub("", whole).split())
            if text and len(text) <= (2 * LONGEST_SAID if name == "title" else LONGEST_SAID):
                yield text
