"""Boxes of links that are long, numbered and many, and no articles: offices, services, letters, topics, people."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

OFFICES = (
    "发展和改革委员会 教育和体育局 工业和信息化局 人力资源和社会保障局 自然资源局 住房和城乡建设局 农业农村局 文化和旅游局 "
    "卫生健康局 退役军人事务局 应急管理局 市场监督管理局"
).split()
SERVICES = (
    "居民身份证补领换领 社会保险登记办理 不动产权证书查询 城乡居民医保参保 公积金贷款申请 个体工商户注册登记 婚姻登记网上预约 "
    "机动车年检预约 老年人优待证办理 残疾人两项补贴申请 食品经营许可证办理 学前教育资助申请"
).split()
TOPICS = (
    "学习贯彻全会精神 聚力打赢蓝天碧水净土保卫战 全面推进乡村振兴示范县建设 优化营商环境突破年活动 扫黑除恶斗争常态化 "
    "文明城市创建进行时 秦岭生态环境保护专栏 争做新时代好网民"
).split()
PEOPLE = "岑远山 郗文静 卞小川 佘晓岚 禚建国 蔺春燕 亓立新 仝海波".split()


class Link(NamedTuple):
    """A link of a box: where it leads and what it says."""

    href: str
    text: str


BOXES: Mapping[str, Sequence[Link]] = {
    "offices": [Link(f"/zzjg/{n}.html", f"镇安县{name}") for n, name in enumerate(OFFICES, 12)],
    "office_words": [Link(f"/bm{n}x/", f"镇安县{name}") for n, name in enumerate(OFFICES)],
    "services": [Link(f"/bsfw/{n}/", name) for n, name in enumerate(SERVICES, 230)],
    "service_items": [Link(f"/service.jsp?item={n}", name) for n, name in enumerate(SERVICES, 230)],
    "topics": [Link(f"/zhuanti/{n}/", name) for n, name in enumerate(TOPICS, 31)],
    "topic_words": [
        Link(f"/zt/{word}/", name)
        for word, name in zip("qhjs lt xczx yshj shce wmcj qlst hwm".split(), TOPICS, strict=True)
    ],
    "people": [Link(f"/ldzc/{n}.html", f"副县长 {name}") for n, name in enumerate(PEOPLE, 31)],
    "letters": [Link(f"/xinxiang/view?xh={n}", f"咨询{name}的问题") for n, name in enumerate(SERVICES, 31)],
    "surveys": [
        Link(f"/wsdc/{n}.html", f"关于{name}满意度的调查") for n, name in enumerate(SERVICES[:6], 31)
    ],
    "columns": [Link(f"/zhuanlan/{n}", f"{name}专栏：山里山外") for n, name in enumerate(PEOPLE, 31)],
    "partners": [
        Link(f"http://www.bm{n}.example/", f"镇安县{name}官方网站") for n, name in enumerate(OFFICES)
    ],
    "forms": [Link(f"/upload/{n}.doc", f"{name}申请表") for n, name in enumerate(SERVICES, 31)],
}
"""By name."""


def write_box(name: str, refer: Callable[[str], str]) -> str:
    """Return the box as it stands on a page."""
    items = "".join(f'<li><a href="{refer(link.href)}">{link.text}</a></li>' for link in BOXES[name])
    return f"<div><h3>{name}</h3><ul>{items}</ul></div>"


def answer_box(name: str) -> Mapping[str, str]:
    """Return what is behind the links of the box, as far as it is of the site: pages that are no articles."""
    matter = "<h2>{}</h2><table><tr><td>受理单位</td><td>政务大厅</td></tr></table><form><button>在线办理</button></form>"
    return {link.href: matter.format(link.text) for link in BOXES[name] if link.href.startswith("/")}
