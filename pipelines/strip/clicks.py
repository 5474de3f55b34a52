"""Lines of buttons, counters and page numbers leave a text, and so does the mark of its end."""

import re

from pipelines.controls.buttons import is_bare, offers_click
from pipelines.controls.counters import counts_clicks
from pipelines.strip.voice import cut_at_end, is_sentence

_END_MARK = re.compile(
    r"^[\s（(【\[<《—–―\-=~～·•*＊.…◆■●▼_★☆|]{0,30}(?:(?:THE|The|the)?\s?(?:END|End|end)|全文完|本文完|正文完|正文结束|完结?)"
    r"[\s）)】\]>》—–―\-=~～·•*＊.…◆■●▼_★☆|]{0,30}$"
)
_RULE = re.compile(r"^(?![\s]*[—–―-]{1,2}\s*$)[\s—–―\-=~～·•*＊.◆■●▼▽▲△_★☆↓↑→←⬇⬆👇👆🔻✦♥❤|>》»…]{1,60}$")
_ARROWS = re.compile(r"^[\s↓▼▽⬇👇↑⬆👆→]{1,30}$")
"""Points at the picture or the button below; stars and dashes part the sections of a text."""


def _ends_text(line: str) -> bool:
    """Say whether a line marks the end of the text, or is a button that only there is none of its words."""
    return bool(_END_MARK.match(line) or _RULE.match(line)) or is_bare(line)


def cut_buttons(text: str) -> str:
    r"""Cut the lines that only offer a click or count them, and at the end the mark of the end; sentences stay.

    >>> cut_buttons("山阳县今日丰收。\n— END —\n分享到：\n【打印】【关闭】\n浏览次数：12")
    '山阳县今日丰收。'
    >>> cut_buttons("扫一扫墙上的二维码，村民就能办完手续，省去了来回奔波之苦。")
    '扫一扫墙上的二维码，村民就能办完手续，省去了来回奔波之苦。'
    """
    lines = text.split("\n")
    told = [at for at, line in enumerate(lines) if is_sentence(line)]
    within = range(told[0], told[-1]) if told else range(0)  # there figures are the story's: 播放量 3.4万
    kept = [
        line
        for at, line in enumerate(lines)
        if not (offers_click(line) or _ARROWS.match(line)) or (at in within and counts_clicks(line))
    ]
    return "\n".join(cut_at_end(kept, _ends_text))
