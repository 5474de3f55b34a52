"""Notices: what the publisher says about rights, liability and how its texts came to be."""

import re

from pipelines.strip.voice import (
    NOTICE_CHARACTERS,
    cut_behind_story,
    quotes,
    speaks_of_publishing,
    tells_news,
)

EDGE_STATEMENT_CHARACTERS = 240
"""Longest statement without a label."""

LABEL_CHARACTERS = 30
"""Characters at the start of a statement among which its label ends."""

_MAY_STATE = re.compile(r"声明|聲明|申明|提示|提醒|说明|凡")
_LABELLED_STATEMENT = re.compile(
    r"^[\s*＊※●■▲【\[（(—\-]*(?:版权|免责|特别|郑重|重要|法律|转载|侵权|[\u4e00-\u9fff]{2,4})?(?:声明|聲明"
    r"|申明)"
    r"\s*+(?:[】\]）)]\s*+)?[:：].{0,480}"
    r"(?:转载|轉載|登载|版权|版權|授权|侵权|著作权|注明|不代表|观点|立场|许可|原创|投资建议|自负|用户上传"
    r"|本平台|本网|本号|仅供|来源于网络|来自网络)"
)
_LABELLED_HINT = re.compile(
    r"^[\s*＊※●■▲【\[（(—\-]*(?:版权|免责|特别|重要|转载|风险|投资|温馨|友情)?(?:提示|提醒"
    r"|说明)\s*+(?:[】\]）)]\s*+)?[:：].{0,480}"
    r"(?:转载|轉載|版权|版權|侵权|不代表|投资建议|入市|风险自负|仅供参考|本站|本网)"
)
_BRACKETED_STATEMENT = re.compile(
    r"^[\s*＊※]*[【\[（(]\s*(?:版权|免责|特别|郑重|重要|法律|转载)(?:声明|聲明|申明|说明)\s*[】\]）)]"
)
_EVERY_WORK = re.compile(
    r"^[\s*＊※●·\d一二三四五六七八、.．（()）]*凡(?:是|属|本|由|注明|标注|来源|转载|在)?.{0,40}(?:注明|来源"
    r"|來源|署名|转载).{0,200}(?:作品|稿件|版权|转载|文章|新闻|内容|信息|观点|责任)"
)
_OWN = r"(?:本|此|该|以上|上述|文中|文内|所有|部分|图片|图文|稿件|文章|作品|内容|视频|素材|原文|资料)"
_STATED = re.compile(
    r"(?:未经|未經|非经|如未).{0,20}(?:不得|禁止|严禁|请勿|谢绝|必究).{0,14}(?:转载|轉載|转发|摘编|摘編|复制|引用|镜像|刊|登|抄袭|盗|传播|采用|以任何|改编|商用)"
    rf"|{_OWN}.{{0,20}}(?:未经|未經).{{0,16}}(?:不得|禁止|严禁|请勿|谢绝)|(?:未经|未經).{{0,16}}(?:转载|使用|复制).{{0,10}}(?:必究|追究|侵权)"
    r"|(?:转载|转发|引用|轉載|摘编).{0,12}(?:请|須|须|務必|务必|需).{0,12}(?:注明|註明|保留|联系|标明|授权|署名)|转载.{0,8}注明"
    rf"|(?:^|[，。；、\s其]|{_OWN}[^，。]{{0,12}})版权[均皆]?(?:归|属|为|所有).{{0,40}}(?:所有|转载|侵权|翻印|必究)|^[^，。]{0, 24}版权所有|^[^，。]{0, 24}版權所有|©|Copyright"
    r"|不(?:代表|表明|意味着?).{0,20}(?:观点|立场|看法|态度|赞同|同意|意见)|(?:仅|只)?代表(?:作者|其|发布者|原作者|个人|本人).{0,8}(?:观点|立场|意见)"
    r"|(?:如有|若有|如涉|若涉|如果|如存在|有任何|涉及).{0,16}(?:侵权|侵犯|版权|错漏).{0,20}(?:联系|告知|删除|删|致歉|处理|更正|通知|留言)"
    r"|侵权.{0,10}(?:联系|告知|删除|必删|必究|立删|请)|侵删|谢绝转载|禁止转载|请勿转载|严禁转载|转载自其他媒体|转载目的在于|转载此文是"
    r"|不构成.{0,12}(?:建议|依据|意见)|据此(?:操作|入市|投资)|投资需谨慎|风险自[负担]"
    r"|(?:系|为|是|由).{0,20}(?:原创|独家|授权).{0,6}(?:文章|稿件|内容|作品|发布|首发)|原创内容"
    rf"|{_OWN}.{{0,14}}(?:来自|来源于?|源于|源自|转自|取自|摘自|选自|整理自|综合自?|均为|均来自)[:：]?.{{0,16}}(?:网络|互联网|网友|公开|官方|媒体|新华社|人民日报|央视|公众号)"
    rf"|(?:AI|ＡＩ|人工智能|大模型|智能).{{0,10}}(?:生成|创作|合成|提炼|总结|摘要|翻译|辅助)|{_OWN}.{{0,24}}仅供.{{0,12}}(?:参考|学习|交流)|仅供参考"
    r"|(?:传递|分享)更多信息|更多信息之目的|综合整理(?:自|于)|(?:图片|图|照片|题图|封面)(?:均)?(?:来源|来自|源于|源自|由|为).{0,20}(?:网络|提供|资料图|授权|截图)"
    r"|(?:最终)?解释权.{0,12}所有|以上(?:内容|信息|图文).{0,8}(?:整理|综合|来源)|文责自负|授权转载|如.{0,10}(?:稿件|文章|本文|图文|作品|版权|转载).{0,10}(?:异议|疑问|问题|错误|不妥)|如(?:有|发现)(?:错误|错漏|纰漏).{0,6}(?:指正|纠错|反馈|告知)|欢迎转载"
)
_CREDITED_PICTURES = re.compile(
    r"^[\s（(【\[*＊]{0,3}(?:本文|文中|本版|本组|以上|除|部分|题图|封面|文内|未|署名外|均|所有|、){0,5}(?:图片|照片|图|视频|海报|摄影|插图|配图|素材|供图)"
    r"[^。！？；，]{0,24}(?:资料图片?|资料|提供|供图|网络|截图|摄|视觉中国|图虫创意?|示意图|AI生成|公众号|客户端|来源)[^。！？；，]{0,12}[\s）)】\]。]{0,3}$"
)
_PRODUCED = re.compile(
    r"^[\s（(【\[—\-《|·]{0,4}[^。！？；，:：]{2,40}(?:中心|台|社|报|网|工作室|频道|部|局|公司|集团|编辑部|客户端|发布|栏目组|》|\s)(?:联合|荣誉|倾情|独家|原创|策划|[、\s]){0,3}"
    r"(?:出品|制作|摄制|呈现|策划制作|监制)[\s）)】\]—\-|·]{0,4}$"
)
_AUTHOR_NOTE = re.compile(
    r"^[\s]*[（(【\[]\s?(?:本文)?(?:第一)?作者(?:系|为|是|单位|简介|介绍|信息)?\s?[:：]?[^（）()。！？]{2,60}[）)】\]]\s*$"
    r"|^[\s]*[（(](?:实习生|实习记者|见习记者|记者|通讯员)[^（）()。！？，]{2,20}对此文亦有贡献[）)]\s*$|^[（(]本文来自[^。]{2,40}[）)]$"
    r"|^[\s（(]*(?:本文|原文).{0,4}(?:(?:刊载|刊登|原载|首发|发表|转载|转自|摘自|选自|节选自|来自)[^。！？]{2,50}|由[^。！？，]{2,24}(?:整理|编辑|发布|提供|授权)[^。！？，]{0,12})$|^[（(]?(?:资料图片?|示意图|网络图片?|效果图)[）)]?$"
    r"|^[\s【\[（(]*(?:免责|版权|转载|侵权)声明[\s】\]）):：]*$"
)


def cut_copyright_statement(text: str) -> str:
    r"""Cut the publisher's statements of rights and liability; a story about copyright stays.

    >>> cut_copyright_statement("山阳县今日丰收。\n版权声明：凡注明“来源：山阳网”的作品，版权归山阳网所有。")
    '山阳县今日丰收。'
    >>> cut_copyright_statement("版权声明引发争议。法院认为，未经许可转载构成侵权。")
    '版权声明引发争议。法院认为，未经许可转载构成侵权。'
    """
    lines = [line for line in text.split("\n") if not _is_labelled_statement(line)]
    if len(lines) > 1 and is_statement(lines[0]):
        del lines[0]
    return "\n".join(cut_behind_story(lines, _is_edge_statement))


def _is_labelled_statement(line: str) -> bool:
    return (
        len(line) <= NOTICE_CHARACTERS
        and _MAY_STATE.search(line, 0, LABEL_CHARACTERS) is not None
        and bool(
            _LABELLED_STATEMENT.match(line)
            or _BRACKETED_STATEMENT.match(line)
            or _EVERY_WORK.match(line)
            or (_LABELLED_HINT.match(line) and speaks_of_publishing(line))
        )
        and not tells_news(line)
    )


def is_statement(line: str) -> bool:
    """Say whether a line states rights or liability of the publisher, in clauses that speak of nothing else.

    >>> is_statement("未经授权，不得转载、摘编。"), is_statement("内容由AI生成，仅供参考")
    (True, True)
    >>> is_statement("合作社申请商标，未经许可不得使用这一名称。"), is_statement("墙上写着“版权所有”。")
    (False, False)
    """
    return (
        len(line) <= EDGE_STATEMENT_CHARACTERS
        and speaks_of_publishing(line)
        and bool(_STATED.search(line))
        and not quotes(line, _STATED)
    )


def _is_edge_statement(line: str) -> bool:
    return is_statement(line) or bool(
        _AUTHOR_NOTE.match(line)
        or ((_CREDITED_PICTURES.match(line) or _PRODUCED.match(line)) and not tells_news(line))
    )
