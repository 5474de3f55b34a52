"""The grammar of labelled credits: which words of a line are source, author, editor. Pure text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipelines.extract.byline.labels import OUTLETS_ONLY, Label, Role, find_labels
from pipelines.extract.byline.nobody import cut_hanging_button, names_nobody
from pipelines.extract.byline.outlets import is_outlet
from pipelines.extract.byline.people import are_names, read_people
from pipelines.extract.reading.lines import JOINT
from pipelines.names import has_form_of_name, is_person, is_place, read_words


class Credit(NamedTuple):
    """One credit of a line. `rank` orders the labels of a role: 0 is the field itself, more a stand-in."""

    role: Role
    value: str
    rank: int


LONGEST_LINE = 300
"""Characters; a longer line is prose or a list of links."""
LONGEST_SOURCE = 40
"""Characters; the longest printed ones are the full names of offices."""

SENTENCE = re.compile("[。！？!?](?=.)|，[^，：:]{10,}，")
_NOTICE = re.compile(
    "凡.{0,12}(?:注明|来源|來源)|版权(?:归|所有)|(?:转载|轉載).{0,10}(?:注明|註明)|不代表|侵权|著作权|联系我们|法律责任"
)
_DATE = re.compile(
    "(?:19|20)[0-9]{2}[ ]{0,2}[-/.年]|(?<![0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}"
    "|(?<![0-9])[0-9]{1,2}[-/月][0-9]{1,2}(?:日|[ ])|(?<![0-9])[0-9]{1,2}:[0-9]{2}"
)
_TOOL = re.compile(
    rf"(?<![ {JOINT}])[ {JOINT}]+(?:分享|举报|打印|收藏|关注|评论|纠错|点赞|订阅|我要|我有话|微博|微信"
    rf"|[0-9]+(?:[ {JOINT}]|$))"
)


@lru_cache(maxsize=1024)  # several readers ask the same rows of a page
def read_labels(line: str, *, among_credits: bool = False) -> tuple[Credit, ...]:
    """Return the labelled credits of a line, in order; an empty label, prose and copyright notices give none.

    `line` may hold JOINT between its inline elements. `among_credits`: other credits stand beside it, so
    that a name which nobody knows is one behind 记者： too.

    >>> [credit[:2] for credit in read_labels("2023-06-12 来源：山阳网-柳湾 作者：张某 责编：李某、王某")]
    [('source', '山阳网-柳湾'), ('author', '张某'), ('editor', '李某、王某')]
    >>> [credit[:2] for credit in read_labels("［责任编辑/张某 一读校对/李某 二读校对/王某］")]
    [('editor', '张某')]
    >>> read_labels("凡注明“来源：山阳网”的所有作品，版权归山阳网所有。")
    ()
    """
    if len(line) > LONGEST_LINE:
        return ()
    blanked = line.translate(_PLAIN) if any(sign in line for sign in _WIDE) else line
    labels = find_labels(blanked)
    if not labels or SENTENCE.search(line) or _NOTICE.search(line):
        return ()
    return merge_correspondents(tuple(credits_of(blanked, labels, among_credits=among_credits)))


CORRESPONDENT = 2
"""Rank of 通讯员 in labels.tsv."""
_WIDE = "\u00a0\u3000［］▏▎▍│┃∣❘︱〡ǀ"
_PLAIN = str.maketrans(_WIDE, "  []" + "｜" * (len(_WIDE) - 4))
"""Blanks and brackets of full width, and the bars that accounts draw behind a label, mean what the others do."""


def merge_correspondents(credits: tuple[Credit, ...]) -> tuple[Credit, ...]:
    """Return `credits` with each 通讯员 named beside the 记者 or 作者 with whom they wrote.

    >>> merge_correspondents((Credit("author", "张某", 1), Credit("author", "李某", 2)))
    (Credit(role='author', value='张某、李某', rank=1),)
    """
    writers = [credit for credit in credits if credit.role == "author"]
    if len(writers) < 2 or min(credit.rank for credit in writers) >= CORRESPONDENT:
        return credits
    first = min(writers, key=lambda credit: credit.rank)
    together = (first, *(credit for credit in writers if credit.rank == CORRESPONDENT))
    names = dict.fromkeys(name for credit in together for name in credit.value.split("、"))
    merged = Credit("author", "、".join(names), first.rank)
    return (*(credit for credit in credits if credit.role != "author"), merged)


def credits_of(line: str, labels: tuple[Label, ...], *, among_credits: bool = False) -> Iterator[Credit]:
    """Yield the credits of a line by its labels, those whose values are what the label asks for."""
    named = _is_row_of_names(line, labels)  # or, further on, an outlet or reporters were named already
    for index, label in enumerate(labels):
        glued = index == 0 and label.role != "other" and _is_glued(line, label)
        if label.role == "other" or glued or _in_a_caption(line, label):
            continue
        end = labels[index + 1].start if index + 1 < len(labels) else len(line)
        value = _cut(line[label.end : end], (_DATE, _TOOL))
        if label.role == "source" and (reporter := _OUTLETS_REPORTER.match(value)):
            value = reporter["outlet"]
            people = read_people(_cut_bracket(reporter["names"]))
            if people and are_names(people.split("、"), beside_names=True):
                yield Credit("author", people, 1)
                named = True
        text = (
            read_source(_cut_bracket(value)) if label.role == "source" else read_people(_cut_bracket(value))
        )
        if text is None or (label.role == "source" and not _may_be_source(text, label.rank)):
            continue
        among = among_credits or bool(_BAR.search(line, label.start, label.end))
        names = text.split("、")
        sure = label.rank <= _SURE_RANK[label.role]
        if not sure and not are_names(names, beside_names=named, among_credits=among):
            continue  # 记者： also opens the questions of an interview, 终审： the news of a verdict
        named = named or label.role in {"source", "author"}
        if label.role == "source":
            yield from _read_shared_source(text, label.rank)
        else:
            yield Credit(label.role, text, label.rank)


def _is_row_of_names(line: str, labels: tuple[Label, ...]) -> bool:
    """Say whether each of several labels has one short word, a known name among them: it vouches for the others."""
    ends = [label.start for label in labels[1:]] + [len(line)]
    values = [line[label.end : end].strip() for label, end in zip(labels, ends, strict=True)]
    return len(values) > 1 and all(map(_ONE_NAME.fullmatch, values)) and any(map(is_person, values))


_ONE_NAME = re.compile("[\u3400-\u9fff]{2,4}")


def _cut(value: str, ends: tuple[re.Pattern[str], ...]) -> str:
    for end in ends:
        found = end.search(value)
        if found:
            value = value[: found.start()]
    return value


def _cut_bracket(value: str) -> str:
    """Cut a value where the bracket around the credit closes; a bracket of its own stays."""
    depth = 0
    for index, character in enumerate(value):
        if character in "（([":
            depth += 1
        elif character in "）)]":
            depth -= 1
            if depth < 0:
                return value[:index]
        elif character in "】〕|｜丨;；【〔":
            return value[:index] if index else _cut_bracket(value[1:])
    return value


def _read_shared_source(text: str, rank: int) -> Iterator[Credit]:
    """Yield a source, and its reporter where both stand behind the label: 山阳网/张某."""
    outlet, slash, person = text.replace("／", "/").rpartition("/")
    if slash and is_person(person):
        yield Credit("source", outlet, rank)
        yield Credit("author", person, 1)
    else:
        yield Credit("source", text, rank)


_OUTLETS_REPORTER = re.compile(
    rf"^(?P<outlet>[ {JOINT}]*+[^ {JOINT}：:]{{2,20}}?)(?:全媒体|融媒体?|特约|首席|见习|本报)?(?:记者|記者)[ {JOINT}：:]{{1,3}}(?P<names>.{{2,60}})"
)
"""来源：山阳日报全媒体记者 张某: the outlet and who reported for it behind one label."""
_SURE_RANK: dict[Role, int] = {"source": 9, "author": 0, "editor": 1, "other": 9}
"""Rank up to which a label is believed whatever stands behind it; above, only names of persons."""
_BAR = re.compile("[/／|｜丨]")
"""记者丨: a sign that no sentence and no question of an interview has."""
_GLUED = re.compile("[\u3400-\u9fff》”]{5}$")
"""Words before a line's first label: it is part of a sentence."""
_GLUED_VERB = re.compile("(?:(?<![责責])任|[是为為当當做名位個个的了叫称稱])$")
"""他是责任编辑：…: so is a label behind one of these."""


def _is_glued(line: str, label: Label) -> bool:
    """Tell whether a line's first label is part of a sentence."""
    before = line[: label.start]
    return bool(_GLUED.search(before) or _GLUED_VERB.search(before))


def _may_be_source(source: str, rank: int) -> bool:
    """Tell whether what stands behind a source label is no button that follows an empty one; 来自 云溪县 is a place."""
    if is_outlet(source):
        return True
    if rank >= OUTLETS_ONLY or (rank and is_place(source)):
        return False
    return not names_nobody(source) or has_form_of_name(source) or bool(_QUOTED.search(source))


def _in_a_caption(line: str, label: Label) -> bool:
    """Tell whether a source stands in brackets behind other words: it is that of a picture or a video."""
    before = line[: label.start].rstrip()
    return (
        label.role == "source"
        and before[-1:] in set("（(【")
        and bool(re.search("[\u3400-\u9fff]{4}", before))
        and not find_labels(before)
    )


_EDGE = " \t:：,，、·|/<>-—_【（([〔》"
_NO_SOURCE = read_words("no_sources.txt")
_QUOTED = re.compile("[“\"'「]([^“”\"'「」]+)[”\"'」]")
_LATIN_GAP = re.compile("(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])")
_READING_TIME = rf"[ {JOINT}]{{0,3}}(?:约|約|预计|預計|全文|共|阅读|閱讀|浏览|[0-9])"
"""What stands behind a dot and is no channel: 山阳网 · 约 3 分钟读完."""
_HYPHEN = re.compile(rf"(?<![ {JOINT}])[ {JOINT}]*([-—－–]|·(?!{_READING_TIME}))[ {JOINT}]*(?=[^ {JOINT}])")


def read_source(value: str) -> str | None:
    r"""Return the outlet that a source label names: the first word, with the channel that hangs on a hyphen.

    >>> read_source("\t山阳网\t-\t柳湾频道\t举报")
    '山阳网-柳湾频道'
    >>> read_source(" ") is None
    True
    """
    text = _LATIN_GAP.sub("\u00a0", _HYPHEN.sub(r"\1", value.strip(" \t")))
    source = text.replace(JOINT, " ").split(" ")[0].replace("\u00a0", " ").strip(_EDGE.replace("》", ""))
    source = cut_hanging_button(source)
    if quoted := _QUOTED.fullmatch(source):
        source = quoted[1]
    if source in _NO_SOURCE or len(source) > LONGEST_SOURCE or source.startswith(("http", "www.")):
        return None
    return source if re.search(r"[^\W\d_]", source) else None
