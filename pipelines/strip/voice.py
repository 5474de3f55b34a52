"""Whose voice a line has: the story's, which tells, or the publisher's, which speaks to its reader of its own matters.

Told by form: what happened is told with dates, with 了, with who said it; a notice has none of these, and each
of its clauses is about texts, rights, accounts and clicks.
"""

import re
from collections.abc import Callable

NOTICE_CHARACTERS = 500
"""Longest notice that is one paragraph."""

FOREIGN_CLAUSES = 0.25
"""Share of a notice's clauses that may be about something else: an address, a greeting."""

_NEWS = re.compile(  # each alternative begins with a character of its own: the engine looks for those first
    r"法院|法官|判决|被告|原告|警方|民警|律师|记者|检察|表示|指出|认为|介绍|规定[，。、]|条例|昨日|昨天|今日|今天"
    r"|日前|近日|近年|目前|她|他(?<!其他)(?!人)|《[^》]{2,24}(?:法|条例)》|月\d{1,2}日|日(?<=\d日)[，,]|村民|居民|市民|群众|游客|网民"
    r"|说[，。：:“]|称[，。：:“]|道[，。：:“]|问[，。：:“]|告诉|透露|了(?<![除为犯到违误忘]了)(?!解)|曾经?(?!用)|正在(?!加载)"
)
_QUOTED = re.compile(r"[“「][^“”「」]{0,80}[”」]")
_NAMED_SOURCE = re.compile(r"来源|來源|作者|注明|註明")
_CLAUSE = re.compile(r"[，。；！？,;!?]+|(?<=[\u3400-\u9fff])\s{1,8}(?=[\u3400-\u9fff])")
_MATTERS = re.compile(
    r"转载|轉載|转发|轉發|摘编|摘編|摘录|引用|复制|複製|镜像|登载|刊登|刊载|翻印|抄袭|盗用|授权|授權|许可|許可"
    r"|允许|同意|不得|禁止|谢绝|必究|版权|版權|著作权|著作權|侵权|侵權|侵犯|权益|权利|原创|首发|独家|出处|出處"
    r"|来源|來源|注明|註明|标注|署名|作者|稿件|稿酬|文章|本文|该文|此文|原文|文中|文字|图片|图文|素材|视频|音频"
    r"|作品|内容|內容|信息|资讯|資訊|资料|观点|觀點|立场|立場|看法|评论|本网|本網|本站|本报|本報|本刊|本台|本社"
    r"|本号|公众号|本平台|平台|网站|網站|网络|互联网|网友|媒体|用户|删除|刪除|更正|处理|致歉|谅解|参考|參考"
    r"|学习|交流|传播|传递|目的|投资|操作|入市|风险|责任|法律|追究|自负|自担|AI|人工智能|大模型|生成|核实"
    r"|无关|代表|赞同|真实|准确|用途|商用|如有|若有|如需|如涉|敬请|联系|联络|邮箱|电话|小编|编辑部|后台|客户端"
    r"|更多|感谢|谢谢|侵删|文责|来稿|投稿|©|[Cc]opyright|[Rr]ights|投诉|举报|声明|聲明|甄别|错误|指正|纠错|扫描|扫码|二维码|下载|关注|订阅|公益|整理|属原|所有"
)
_SENTENCE_ENDS = tuple("。！？!?；;…")
_CLOSERS = "”’』」）)】》\"' "
_SHORTEST_FRAME = 2


def tells_news(line: str) -> bool:
    """Say whether a line tells what others said or did, a court or a plaintiff, and is no notice therefore.

    >>> tells_news("法院认为，未经许可转载构成侵权。"), tells_news("未经许可不得转载。")
    (True, False)
    """
    return bool(_NEWS.search(line))


def quotes(line: str, wording: re.Pattern[str]) -> bool:
    """Say whether the line has the wording only in quotation marks: a story shows what stands on a wall.

    >>> quotes("门口贴着“未经许可不得转载”。", re.compile("不得转载")), quotes("不得转载", re.compile("不得转载"))
    (True, False)
    """
    outside = _QUOTED.sub(lambda quote: quote[0] if _NAMED_SOURCE.search(quote[0]) else "", line)
    return outside != line and not wording.search(outside)


def speaks_of_publishing(line: str) -> bool:
    """Say whether nearly every clause of a line is about texts, rights and readers, and nothing is told.

    >>> speaks_of_publishing("本文为山阳网原创文章，未经允许不得转载，如需转载请联系编辑部。")
    True
    >>> speaks_of_publishing("合作社为“溪口红”申请商标，未经许可不得使用这一名称。")
    False
    """
    if len(line) > NOTICE_CHARACTERS or tells_news(line):
        return False
    clauses = [clause for clause in _CLAUSE.split(line) if len(clause) >= _SHORTEST_FRAME]
    foreign = sum(not _MATTERS.search(clause) for clause in clauses)
    return bool(clauses) and foreign <= FOREIGN_CLAUSES * len(clauses)


def is_sentence(line: str) -> bool:
    """Say whether a line ends as a sentence does, closing quotes and brackets aside.

    >>> is_sentence("他说：“走。”"), is_sentence("打印本页")
    (True, False)
    """
    return line.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)


def cut_behind_story(lines: list[str], is_furniture: Callable[[str], bool]) -> list[str]:
    """Return the lines without the furniture behind the last sentence of the story; the first line stays.

    >>> cut_behind_story(["打印", "今日丰收。", "打印", "山阳县农业局"], "打印".__eq__)
    ['打印', '今日丰收。', '山阳县农业局']
    """
    kept = lines[:]
    for position in range(len(lines) - 1, 0, -1):
        if is_furniture(lines[position]):
            del kept[position]
        elif is_sentence(lines[position]):
            break
    return kept


def cut_at_end(lines: list[str], is_furniture: Callable[[str], bool]) -> list[str]:
    """Return the lines without the furniture that is their end; the first line stays.

    >>> cut_at_end(["今日丰收。", "打印", "山阳县农业局", "打印"], "打印".__eq__)
    ['今日丰收。', '打印', '山阳县农业局']
    """
    last = len(lines)
    while last > 1 and is_furniture(lines[last - 1]):
        last -= 1
    return lines[:last]
