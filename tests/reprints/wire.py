"""A wire and the desks that print it, with what only looks like a reprint beside it."""

import re
from datetime import timedelta

from tests.reprints.invented import NAMES, PLACES, SOURCES, Maker, Piece, Writer

_HALF = str.maketrans("，。：；！？（）“”", ',.:;!?()""')


def original(writer: Writer, text: str, least: int | None = None) -> Piece:
    """Return an article that nobody has printed before."""
    head = writer.choose(
        ("新华社北京5月3日电（记者 {}）", "本报讯（记者 {}）", "本网讯 记者{}报道：", "", "")
    ).format(writer.choose(NAMES))
    paragraphs = writer.paragraphs(least or writer.random.randint(350, 1500))
    return Piece(
        text,
        writer.random.randrange(400),
        writer.title(),
        head + "\n".join(paragraphs),
        writer.moment(),
        writer.choose(SOURCES),
    )


def reprint(writer: Writer, piece: Piece, cut: float = 0.45) -> Piece:
    """Return the article as another desk prints it: some of the usual edits; `cut` is what is left of it at least."""
    paragraphs = re.sub(r"^(?:新华社.{2,8}电|本报讯|本网讯).{0,12}?(?:）|报道：)", "", piece.body).split("\n")
    if writer.chance(0.5):
        paragraphs = cut_paragraphs(writer, paragraphs, cut)
    if writer.chance(0.4):
        paragraphs = [correct(writer, "\n".join(paragraphs))]
    if writer.chance(0.3):
        paragraphs[0] = (
            writer.choose(("本报讯 ", "本网消息：", "据新华社电 ", "秦岭晚报讯（记者 庾岭梅）"))
            + paragraphs[0]
        )
    if writer.chance(0.25):
        paragraphs.insert(
            0,
            writer.choose(("编者按：", "导读：", "【核心提示】", ""))
            + writer.passage(writer.random.randint(30, 140)),
        )
    if writer.chance(0.25):
        paragraphs.append(
            writer.choose(
                ("（责任编辑：{}）", "编辑：{}", "来源：山阳新闻网 责编：{}", "（原标题：{}）")
            ).format(writer.choose(NAMES))
        )
    if writer.chance(0.1):
        paragraphs.append("更多精彩内容请关注本网官方微信公众号，欢迎提供新闻线索，一经采用有奖。")
    body = "\n".join(paragraphs)
    if writer.chance(0.2):
        body = body.replace("\n", "")
    if writer.chance(0.2):
        body = body.translate(_HALF)
    title = writer.title() if writer.chance(0.4) else piece.title
    later = piece.date + timedelta(minutes=writer.random.randint(3, 4000))
    return Piece(
        piece.text,
        writer.random.randrange(400),
        title,
        body,
        later,
        piece.source if writer.chance(0.7) else None,
    )


def cut_paragraphs(writer: Writer, paragraphs: list[str], least: float) -> list[str]:
    """Return what is left where an editor cuts paragraphs, from the end more than from the beginning."""
    whole = sum(map(len, paragraphs))
    kept = list(paragraphs)
    for _ in range(writer.random.randint(1, max(1, len(paragraphs) // 2))):
        place = len(kept) - 1 if writer.chance(0.5) else writer.random.randrange(len(kept))
        if len(kept) > 1 and sum(map(len, kept)) - len(kept[place]) >= least * whole:
            kept.pop(place)
    return kept


def correct(writer: Writer, text: str) -> str:
    """Return a text with one or two words corrected."""
    for _ in range(writer.random.randint(1, 2)):
        place = writer.random.randrange(len(text))
        if text[place : place + 2].isalnum():
            text = text[:place] + writer.word() + text[place + 2 :]
    return text


def printed(writer: Writer, piece: Piece, copies: int, cut: float = 0.45) -> list[Piece]:
    return [piece, *(reprint(writer, piece, cut) for _ in range(copies))]


def single(writer: Writer, name: str) -> list[Piece]:
    return [original(writer, name)]


def wire(writer: Writer, name: str) -> list[Piece]:
    """Most are printed by a few desks, some by hundreds."""
    copies = min(299, int(writer.random.paretovariate(1.1)))
    made = printed(writer, original(writer, name), copies)
    return made[1:] if writer.chance(0.2) else made  # the agency itself is not always read


def bulletins(writer: Writer, name: str) -> list[Piece]:
    """A bulletin of weather, prices or traffic, every day in the same words with other numbers; some are printed twice."""
    fixed = [writer.clause() for _ in range(writer.random.randint(14, 40))]
    numbered = {place for place in range(len(fixed)) if writer.chance(0.6)}
    site, title, start = writer.random.randrange(400), writer.title(), writer.moment()
    made: list[Piece] = []
    for day in range(writer.random.randint(3, 40)):
        date = start + timedelta(days=day)
        clauses = [
            clause
            + (
                writer.choose(("{}度", "每公斤{}元", "{}辆", "{}毫米")).format(
                    round(writer.random.uniform(1, 90), 1)
                )
                if place in numbered
                else ""
            )
            for place, clause in enumerate(fixed)
        ]
        body = f"{date.month}月{date.day}日，" + "，".join(clauses) + "。"
        piece = Piece(
            f"{name}-{day}",
            site,
            f"{title}（{date.month}月{date.day}日）",
            body,
            date,
            writer.choose(SOURCES),
        )
        made += printed(writer, piece, int(writer.chance(0.2)), cut=1)  # nobody cuts a form
    return made


def notices(writer: Writer, name: str) -> list[Piece]:
    """Notices in one form: whom and what they concern is another each time."""
    form = [writer.passage(writer.random.randint(60, 140)) for _ in range(writer.random.randint(2, 6))]
    made: list[Piece] = []
    for number in range(writer.random.randint(2, 12)):
        who = f"{writer.choose(PLACES)}{writer.title()[:6]}有限公司"
        date = writer.moment()
        parts = [
            f"公告〔{date.year}〕{writer.random.randint(1, 300)}号",
            f"{who}：{form[0]}",
            f"项目名称：{writer.title()}，面积{writer.number()}，起始价{writer.random.randint(20, 9000)}万元。{form[1]}",
            *form[2:],
            f"联系人：{writer.choose(NAMES)}，电话：0914-{writer.random.randint(2000000, 8999999)}。",
            f"{writer.choose(PLACES)}自然资源局\n{date.year}年{date.month}月{date.day}日",
        ]
        piece = Piece(
            f"{name}-{number}",
            writer.random.randrange(400),
            "国有建设用地使用权出让公告",
            "\n".join(parts),
            date,
            None,
        )
        made += printed(writer, piece, int(writer.chance(0.2)), cut=1)  # nobody cuts a form
    return made


def column(writer: Writer, name: str) -> list[Piece]:
    """A column: its lead and its footer are the same each time."""
    lead, footer = (
        writer.passage(writer.random.randint(60, 160)),
        writer.passage(writer.random.randint(40, 140)),
    )
    made: list[Piece] = []
    for number in range(writer.random.randint(3, 15)):
        least = writer.random.randint(300, 1200)
        body = "\n".join((lead, *writer.paragraphs(least), footer))
        made += printed(
            writer, original(writer, f"{name}-{number}")._replace(body=body), int(writer.chance(0.2)), cut=0.7
        )
    return made


def event(writer: Writer, name: str) -> list[Piece]:
    """Reports of one event, each written by itself, that quote the same official."""
    quote = f"“{writer.passage(writer.random.randint(60, 180))}”{writer.choose(NAMES)}说。"
    made: list[Piece] = []
    for number in range(writer.random.randint(2, 6)):
        paragraphs = writer.paragraphs(writer.random.randint(350, 1200))
        paragraphs.insert(writer.random.randint(1, len(paragraphs)), quote)
        made += printed(
            writer,
            original(writer, f"{name}-{number}")._replace(body="\n".join(paragraphs)),
            int(writer.chance(0.3)),
        )
    return made


def shorts(writer: Writer, name: str) -> list[Piece]:
    """Short notices: of water that is cut off, of a road that is closed."""
    made: list[Piece] = []
    for number in range(writer.random.randint(2, 8)):
        date = writer.moment()
        body = (
            f"因{writer.choose(('管道检修', '道路施工', '线路改造'))}需要，{date.month}月{date.day}日{writer.random.randint(6, 22)}时至"
            f"{writer.random.randint(6, 22)}时，{writer.choose(PLACES)}{writer.title()}路段及周边将暂停供水，请沿线居民提前做好储水准备，"
            "施工期间给您带来不便，敬请谅解。"
        )
        piece = Piece(f"{name}-{number}", writer.random.randrange(400), "停水通知", body, date, None)
        made.append(piece)
        if writer.chance(0.3):
            made.append(piece._replace(site=writer.random.randrange(400), date=date + timedelta(hours=2)))
    return made


def roundup(writer: Writer, name: str) -> list[Piece]:
    """Articles, and a roundup of the beginnings of them all."""
    made: list[Piece] = []
    leads: list[str] = []
    for number in range(writer.random.randint(4, 8)):
        piece = original(writer, f"{name}-{number}")
        leads.append(f"【{piece.title}】{piece.body.split(chr(10))[0]}")
        made += printed(writer, piece, int(writer.chance(0.4)))
    return [*made, original(writer, f"{name}-all")._replace(body="\n".join(leads))]


def law(writer: Writer, name: str) -> list[Piece]:
    """A law, quoted at length in articles that have little else in common."""
    quoted = "\n".join(
        f"第{number}条　{writer.passage(60)}" for number in range(1, writer.random.randint(3, 7))
    )
    made: list[Piece] = []
    for number in range(writer.random.randint(2, 4)):
        before = writer.paragraphs(int(len(quoted) * writer.random.uniform(0.5, 1.2)))
        after = writer.paragraphs(int(len(quoted) * writer.random.uniform(0.3, 0.8)))
        body = "\n".join((*before, quoted, *after))
        made += printed(
            writer, original(writer, f"{name}-{number}")._replace(body=body), int(writer.chance(0.3))
        )
    return made


MIXTURE: tuple[tuple[Maker, float], ...] = (
    (single, 60),
    (wire, 10),
    (bulletins, 0.5),
    (notices, 1),
    (column, 0.7),
    (event, 1),
    (shorts, 1),
    (roundup, 0.7),
    (law, 1),
)
"""What a day brings, and in which proportion."""


def make(seed: int | str, count: int, mixture: tuple[tuple[Maker, float], ...] = MIXTURE) -> list[Piece]:
    """Return so many articles, or a few more, in no order."""
    writer = Writer(seed)
    makers, shares = zip(*mixture, strict=True)
    made: list[Piece] = []
    while len(made) < count:
        maker = writer.random.choices(makers, shares)[0]
        made += maker(writer, f"{seed}-{len(made)}")
    writer.random.shuffle(made)
    return made
