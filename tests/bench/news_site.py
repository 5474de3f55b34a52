"""A county's news site that nobody wrote by hand, served on loopback by a process of its own.

Run as `python -m tests.bench.news_site ARTICLES ROWS [packed]`: it prints its port, and serves until its stdin is closed.
Every page is made when it is asked for, out of its number alone: a site of any size needs no memory.
"""

import asyncio
import gzip
import random
import sys
from functools import lru_cache
from itertools import islice

PAGE_BYTES = 36_000
"""Of an article's page with all that stands around it: the median of the pages that we know."""

_WORDS = (
    "山阳 柳湾 板桥 县委 街道 社区 村民 合作社 农资 春耕 玉米 水稻 良种 技术员 会议 产业园 项目 道路 学校 医院 干部 群众 活动 工作 服务 建设 发展 "
    "推进 举行 组织 开展 完成 启动 落实 提高 解决 走访 宣传 现场 全县 今年 昨日 记者 负责人 万元 公里 亩 户 特色 生态 文化 旅游 安全 检查 培训 志愿者"
).split()
_SCRIPT = "".join(
    f'function track{n}(e){{var t=document.getElementById("m{n}");if(t){{t.className="on{n % 7}";t.style.left=e.x+{n}+"px";}}}}\n'
    for n in range(60)
)
_STYLE = "".join(
    f".c{n} a:hover{{color:#{n * 9973 % 0xFFFFFF:06x};margin:{n % 13}px {n % 7}px}}\n" for n in range(90)
)


def sentence(words: random.Random, length: int) -> str:
    """Return so many words that mean nothing."""
    return "".join(words.choices(_WORDS, k=length))


def address(number: int) -> str:
    """Return the path of an article."""
    return f"/202306/t202306{number % 28 + 1:02d}_{number}.html"


@lru_cache(maxsize=1)
def frame() -> tuple[str, str]:
    """Return what stands before and after the article on every page."""
    words = random.Random(2023)
    menu = "".join(f'<li class="c{n}"><a href="/ch{n}/">{sentence(words, 2)}</a></li>' for n in range(40))
    foot = "".join(f'<a href="/about/{n}.html">{sentence(words, 3)}</a> | ' for n in range(12))
    head = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_山阳新闻网</title>'
        f"<style>{_STYLE}</style><script>{_SCRIPT}</script></head><body><ul>{menu}</ul>"
    )
    return head, f"<div>{foot}</div><p>主办：山阳县融媒体中心</p></body></html>"


def article(number: int) -> bytes:
    """Return the page of an article, filled up to PAGE_BYTES with links of the site's other articles."""
    words = random.Random(number)
    title = f"山阳县{sentence(words, 5)}第{number}场"
    text = "".join(
        f"<p>　　{sentence(words, 30)}，{sentence(words, 25)}。{sentence(words, 20)}。</p>" for _ in range(9)
    )
    head, foot = frame()
    page = (
        f'{head.replace("{title}", title)}<div class="title_box"><h2>{title}</h2><div class="info">'
        f"2023-06-{number % 28 + 1:02d} 15:27 来源：山阳新闻网</div></div>"
        f'<div id="text">{text}<p>（责任编辑：郗文静）</p></div><ul>'
    ).encode()
    while len(page) < PAGE_BYTES - 3_000:
        other = words.randrange(10**6)
        page += f'<li><a href="/202305/t20230511_{other}.html" title="{sentence(words, 6)}">{sentence(words, 7)}</a></li>'.encode()
    return page + f"</ul>{foot}".encode()


def listing(page: int, articles: int, rows: int) -> bytes:
    """Return a page of the list, the newest first, with its pager."""
    newest_first = range(articles)[::-1][page * rows : (page + 1) * rows]
    words = random.Random(page)
    items = "".join(
        f'<h4><a href="{address(number)}">{sentence(words, 6)}</a><span>2023-06-{number % 28 + 1:02d}</span></h4>'
        for number in newest_first
    )
    pager = f'<script>createPageHTML({-(-articles // rows)}, {page}, "index", "html")</script>'
    head, foot = frame()
    return f'{head.replace("{title}", "要闻")}<div class="listnews">{items}</div>{pager}{foot}'.encode()


def answer(path: str, articles: int, rows: int) -> bytes | None:
    """Return the page at a path, None where there is none."""
    if path in {"/", "/index.html"}:
        return listing(0, articles, rows)
    name = path.rpartition("_")[2].removesuffix(".html")
    if not name.isdecimal():
        return None
    number = int(name)
    if path.startswith("/index_") and number * rows < articles:
        return listing(number, articles, rows)
    return article(number) if number < articles and path == address(number) else None


class Connection(asyncio.Protocol):
    """One connection that is kept open: nothing is asked twice at once on it."""

    def __init__(self, articles: int, rows: int, *, packed: bool) -> None:
        self.size = (articles, rows)
        self.packed = packed  # as most servers send what may be packed
        self.heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while b"\r\n\r\n" in self.heard:
            request, _, self.heard = self.heard.partition(b"\r\n\r\n")
            body = answer(request.split(b" ", 2)[1].decode("latin-1"), *self.size)
            status, body = ("200 OK", body) if body else ("404 Not Found", b"not here")
            kind = "text/html" if status.startswith("200") else "text/plain"
            how = ""
            if self.packed and b"gzip" in request:
                body, how = gzip.compress(body, 6), "Content-Encoding: gzip\r\n"
            self.transport.write(
                f"HTTP/1.1 {status}\r\nServer: nginx\r\nDate: Mon, 12 Jun 2023 08:00:00 GMT\r\n"
                f"Content-Type: {kind}; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
                f"{how}Connection: keep-alive\r\nVary: Accept-Encoding\r\n\r\n".encode()
                + body
            )


async def serve(articles: int, rows: int, *, packed: bool) -> None:
    """Serve until stdin is closed; the port is said on stdout."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(articles, rows, packed=packed), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(*map(int, islice(sys.argv, 1, 3)), packed="packed" in sys.argv))
