"""Other habits: a county's media centre, its departments and the sites above it, as somebody else would think of them.

Nothing of `wire` is used but its words: paragraphs are short, sentences are rewritten, datelines become dates, articles are
made of others', and what is no reprint is nearer to one.
"""

import re
from datetime import timedelta

from tests.reprints.invented import NAMES, PLACES, Piece, Writer

_SYNONYMS = (
    ("表示", "说"),
    ("举办", "举行"),
    ("目前", "眼下"),
    ("近年来", "这些年"),
    ("取得了", "收到"),
    ("了解到", "获悉"),
)


def original(writer: Writer, text: str) -> Piece:
    """Return a release of many short paragraphs, some with headings of their own."""
    paragraphs = [f"{day_of(writer)}，{writer.passage(40)}"]
    for _ in range(writer.random.randint(6, 22)):
        paragraphs.append(writer.passage(writer.random.randint(20, 70)))
        if writer.chance(0.1):
            paragraphs.append(f"▲{writer.title()}")
    return Piece(
        text,
        writer.random.randrange(90),
        writer.title(),
        "\n".join(paragraphs),
        writer.moment(),
        "县融媒体中心",
    )


def day_of(writer: Writer) -> str:
    return writer.choose(
        ("连日来", "近日", f"{writer.random.randint(1, 12)}月{writer.random.randint(1, 28)}日", "今天上午")
    )


def copy(writer: Writer, piece: Piece) -> Piece:
    """Return the release as a site above prints it."""
    lines = piece.body.split("\n")
    lines = [line for line in lines if not line.startswith("▲") or writer.chance(0.5)]
    if writer.chance(0.35):  # the half that interests the province: the beginning, and a quotation
        keep = max(4, int(len(lines) * writer.random.uniform(0.5, 0.9)))
        lines = lines[:keep]
    elif writer.chance(0.3):  # every third or fourth sentence of the rest goes
        lines = lines[:2] + [line for line in lines[2:] if writer.chance(0.75)]
    body = "\n".join(lines)
    if writer.chance(0.5):
        body = re.sub(
            r"^[^，]{2,8}，",
            f"{writer.choose(PLACES)}融媒讯（通讯员 {writer.choose(NAMES)}）{day_of(writer)}，",
            body,
        )
    for one, other in _SYNONYMS:
        if writer.chance(0.15):
            body = body.replace(one, other, 1)
    if writer.chance(0.2):  # a paragraph of its own in the middle
        own = body.split("\n")
        own.insert(writer.random.randint(1, len(own)), writer.passage(60))
        body = "\n".join(own)
    if writer.chance(0.15):  # the paragraphs in another order
        first, *rest = body.split("\n")
        cut = len(rest) // 2
        body = "\n".join((first, *rest[cut:], *rest[:cut]))
    if writer.chance(0.3):
        body += f"\n（来源：县融媒体中心 一审：{writer.choose(NAMES)} 二审：{writer.choose(NAMES)} 三审：{writer.choose(NAMES)}）"
    if writer.chance(0.2):
        body = body.replace("，", "、" if writer.chance(0.2) else ", ").replace("。", "。\n\n")
    later = piece.date + timedelta(hours=writer.random.randint(0, 60))
    return Piece(
        piece.text,
        writer.random.randrange(90),
        writer.title() if writer.chance(0.6) else piece.title,
        body,
        later,
        None,
    )


def releases(writer: Writer, name: str) -> list[Piece]:
    first = original(writer, name)
    return [first, *(copy(writer, first) for _ in range(writer.choose((0, 0, 0, 0, 1, 1, 2, 3, 8, 20))))]


def digest(writer: Writer, name: str) -> list[Piece]:
    """The week's digest: the middle of each article, and an article about the digest's first item."""
    made = [original(writer, f"{name}-{number}") for number in range(writer.random.randint(3, 5))]
    parts = ["".join(one.body.split("\n")[1 : 2 + len(one.body.split("\n")) // 3]) for one in made]
    return [*made, original(writer, f"{name}-digest")._replace(body="\n".join((writer.passage(60), *parts)))]


def follow_up(writer: Writer, name: str) -> list[Piece]:
    """A later report with the earlier one's background: a third of it, in the same words."""
    first = original(writer, f"{name}-first")
    lines = first.body.split("\n")
    background = lines[-max(1, len(lines) // 3) :]
    second = original(writer, f"{name}-second")
    return [first, second._replace(body="\n".join((second.body, "此前报道：", *background)))]


def tables(writer: Writer, name: str) -> list[Piece]:
    """Every county's figures of a month: one text with other names and numbers."""
    words = [writer.clause() for _ in range(writer.random.randint(6, 16))]
    made = []
    for number, place in enumerate(writer.random.sample(PLACES, writer.random.randint(2, 8))):
        body = (
            f"{place}统计局发布："
            + "；".join(
                f"{word}{writer.random.randint(1, 99)}.{writer.random.randint(0, 9)}亿元" for word in words
            )
            + "。"
        )
        made.append(Piece(f"{name}-{number}", number, f"{place}上月主要指标", body, writer.moment(), None))
    return made


def speeches(writer: Writer, name: str) -> list[Piece]:
    """Departments report on one meeting: its slogans at length, then what each will do."""
    slogans = writer.passage(writer.random.randint(100, 260))
    made = []
    for number in range(writer.random.randint(2, 6)):
        own = original(writer, f"{name}-{number}")
        lines = own.body.split("\n")
        made.append(own._replace(body="\n".join((lines[0], slogans, *lines[1:]))))
    return made


def appointments(writer: Writer, name: str) -> list[Piece]:
    """Public notices before appointments: the form stays, persons and careers do not."""
    form = writer.passage(160)
    made = []
    for number in range(writer.random.randint(2, 8)):
        person = writer.choose(NAMES)
        career = "，".join(
            f"{year}年{writer.random.randint(1, 12)}月任{writer.choose(PLACES)}{writer.title()[:4]}局干部"
            for year in range(2001, 2001 + 3 * writer.random.randint(2, 4), 3)
        )
        body = f"任前公示\n{form}\n{person}，{writer.choose('男女')}，{writer.random.randint(1965, 1990)}年{writer.random.randint(1, 12)}月生，{career}，拟任新职。\n公示时间：{writer.random.randint(1, 12)}月{writer.random.randint(1, 28)}日起五个工作日。"
        made.append(Piece(f"{name}-{number}", number, "任前公示", body, writer.moment(), None))
        if writer.chance(0.3):
            made.append(made[-1]._replace(site=number + 40, body=body.replace("\n", "")))
    return made


def make(seed: int | str, count: int) -> list[Piece]:
    """Return so many articles, or a few more, in no order."""
    writer = Writer(f"desks-{seed}")
    makers = (releases, digest, follow_up, tables, speeches, appointments)
    made: list[Piece] = []
    while len(made) < count:
        maker = writer.random.choices(makers, (20, 1, 2, 1, 1, 1))[0]
        made += maker(writer, f"{seed}-{len(made)}")
    writer.random.shuffle(made)
    return made
