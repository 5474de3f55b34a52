"""The imprint of a site: who hosts it, its licences and addresses; told from a notice's own contacts by its numbers."""

import re

from pipelines.strip.voice import is_sentence, tells_news

IMPRINT_CHARACTERS = 300
"""Longest line of an imprint: all of a footer on one line."""

IMPRINT_LINES = 12
"""Lines of an imprint at most."""

_LICENCE = re.compile(
    r"ICP\s?[备证备]|公网安备|公安备案|网安备|备案(?:号|序号|编号)?\s?[:：]|网站标识码|标识码\s?[:：]|Copyright|COPYRIGHT|©|All [Rr]ights"
    r"|版权所有\s?[:：]?\s?\S|^[^，：:]{2,36}版权所有\s*$|^技术支持\s?[:：]|主管(?:单位)?\s?[:：].{2,40}主办(?:单位)?\s?[:：]|^本(?:网站|站|网)由.{2,30}(?:主办|承办|运营|维护)|版權所有|(?:新闻|广告|视听|信息服务|出版|电信|广播电视|网络文化).{0,12}许可证|不良信息|网信办|互联网新闻信息服务"
    r"|(?:建议|推荐)使用.{0,20}(?:浏览器|分辨率)|最佳浏览"
)
_HOST = re.compile(
    r"(?:主办|承办|协办|运维|技术支持|技術支持|制作维护|维护单位|网站管理|网站制作|建设维护|版权|主管)(?:单位|方)?\s?[:：]"
    r"|技术支持\s"
)
_REACHED = re.compile(
    r"(?:邮编|郵編|邮政编码|技术支持|网址|网站地图|网站电话|网站联系|联系我们|关于我们|传真|地址|(?<![\u4e00-\u9fff])电话|联系电话|热线|邮箱|E-?mail)\s?[:：]?"
)
_LINKS_ROW = re.compile(
    r"^(?:[\s|｜丨·/-]{0,4}(?:关于我们|联系我们|网站地图|网站声明|版权声明|免责声明|隐私声明|法律声明|隐私保护|广告服务|招聘信息|人才招聘|诚聘英才|友情链接|设为首页|加入收藏|网站首页"
    r"|返回首页|服务条款|使用帮助|帮助中心|意见反馈|站点地图|无障碍(?:浏览)?|RSS订阅|安全隐私|版权保护|投稿须知|网站简介|报社简介|本网简介|English)){2,12}[\s|｜丨·/-]*$"
)


def is_imprint(line: str) -> bool:
    """Say whether a line carries a licence of a site, or names its host and how to reach it.

    >>> is_imprint("主办：山阳县人民政府 电话：0000-0000000 邮编：000000"), is_imprint("蜀ICP备00000000号")
    (True, True)
    >>> is_imprint("主办单位：山阳县文化馆"), is_imprint("联系电话：0000-0000000")
    (False, False)
    """
    if len(line) > IMPRINT_CHARACTERS or is_sentence(line) or tells_news(line):
        return False
    if _LICENCE.search(line) or _LINKS_ROW.match(line):
        return True
    return bool(_HOST.search(line)) and bool(_REACHED.search(_HOST.sub("", line, count=1)))


def _may_be_imprint(line: str) -> bool:
    return (
        len(line) <= IMPRINT_CHARACTERS
        and not is_sentence(line)
        and bool(_HOST.match(line) or _REACHED.match(line))
    )


def cut_imprint(text: str) -> str:
    r"""Cut the site's imprint at the end of the text; the host and the contacts that a notice names stay.

    >>> cut_imprint("山阳县今日丰收。\n主办：山阳县人民政府\n电话：0000-0000000\n蜀ICP备00000000号")
    '山阳县今日丰收。'
    >>> cut_imprint("欢迎报名。\n主办单位：山阳县文化馆\n联系电话：0000-0000000")
    '欢迎报名。\n主办单位：山阳县文化馆\n联系电话：0000-0000000'
    """
    lines = text.split("\n")
    last = len(lines)
    while last > 1 and (is_imprint(lines[last - 1]) or _may_be_imprint(lines[last - 1])):
        last -= 1
    run = lines[last:]
    if not any(map(is_imprint, run)):
        return text
    hosted = next((at for at, line in enumerate(run) if is_imprint(line) or _HOST.match(line)), 0)
    return "\n".join(lines[: last + hosted])
