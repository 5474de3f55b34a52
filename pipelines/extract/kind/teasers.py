"""Teasers: the beginning of an article, and a call to log in, to pay or to open an app for the rest."""

import re

from pipelines.extract.kind.sight import Sight
from pipelines.extract.reading.lines import Line
from pipelines.extract.reading.prose import ends_as_sentence
from schemas import Reason, Rejected

LONGEST_CALL = 60
"""Characters of a call; a paragraph that tells of one is longer, or says more than the call."""

BEHIND = 6
"""Lines behind the last paragraph among which the call stands."""

CALL_SHARE = 0.6
"""Least share of a line's letters that are the call's."""

_REST = r"(?:全文|余下|剩余|完整|正文|原文|后文|后续|未读|隐藏|付费内容|本文|此文|该文)"
_READ = r"(?:阅读|查看|浏览|观看|收看|看|读|解锁|获取|继续|显示|展示|可见)"
_PAID = r"(?:登[录陆錄入]|注册|付费|购买|订阅|開通|开通|充值|会员|會員|VIP|SVIP|支付|解锁)"
_APP = r"(?:下载|下載|打开|打開|安装|前往|进入|唤起|扫码|扫描|关注|微信|客户端|APP)"

_WITHHELD = re.compile(
    r"(?:剩余|余下|还有|還有|尚有|后面还有).{0,6}?\d{1,3}(?:\.\d)?\s?[%％]|\d{1,3}\s?[%％].{0,4}?(?:未读|内容|未显示)"
    r"|试读(?:结束|部分|已结束|完毕|到此|内容)|試讀(?:結束|部分)|免费(?:试读|阅读)(?:部分|结束|已结束|到此|次数|额度|篇数)"
    r"|(?:本文|此文|该文|全文|文章|以下|内容|剩余部分|余下部分)[^，。；\n]{0,6}?(?:为|是|属于|属|需|须|仅限?|仅供)[^，。；\n]{0,6}?"
    r"(?:会员|會員|付费|付費|VIP|订阅|订户|登录)[^，。；\n]{0,4}?(?:专享|專享|专属|内容|文章|可读|可见|阅读|查看|用户|独享|后)"
    r"|(?:会员|VIP|订户)(?:专享|专属|独享)(?:内容|文章|阅读)?$|付费(?:阅读|内容|文章)$",
    re.IGNORECASE,
)
_CALL = re.compile(
    rf"{_PAID}[^。；\n]{{0,14}}?{_READ}[^。；\n]{{0,6}}?{_REST}|{_READ}[^。；\n]{{0,4}}?{_REST}[^。；\n]{{0,6}}?{_PAID}"
    rf"|{_PAID}[^。；\n]{{0,6}}?(?:后|即可|方可|才能|可)(?:继续)?{_READ}",
    re.IGNORECASE,
)
_APP_CALL = re.compile(
    rf"{_APP}[^。；\n]{{0,20}}?{_READ}[^。；\n]{{0,6}}?{_REST}|{_READ}[^。；\n]{{0,4}}?{_REST}[^。；\n]{{0,8}}?{_APP}",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”\n]{0,200}”|「[^」\n]{0,200}」|《[^》\n]{0,80}》")
_ASIDE = re.compile(
    r"[\W\d_]+|您|你|请|請|立即|马上|点击|免费|本报|本网|本刊|本站|我们|的|了|更多|即可|方可|才能|可以|之后|以后|后|请先|先"
)
_BREAKS_OFF = re.compile(r"(?:\.{3}|…|⋯|。。。)[\s\]】)）]{0,3}$")


def refuse_teaser(sight: Sight) -> None:
    """Refuse a page that shows the beginning of an article and a call for the rest of it.

    A call to pay or to log in is believed by itself; one to open an app only where the text breaks off: many
    sites print it below a whole text.
    """
    if sight.draft.body is None:
        return
    ours = {_plain(text) for text in sight.draft.body.value.split("\n") if text}
    lines = sight.lines
    own = [at for at, line in enumerate(lines) if _plain(line.text) in ours and not _calls(line.text)]
    if not own:
        return
    first, last = own[0], own[-1]
    above = lines[max(0, first - BEHIND) : first]
    within = lines[first : last + 1 + BEHIND]
    text = lines[last].text
    broken = bool(_BREAKS_OFF.search(text)) or (lines[last].is_prose and not ends_as_sentence(text))
    for line in (*within, *above):
        if line in sight.groups.lines:
            continue
        if call := _call_of(line, broken=broken):
            raise Rejected(Reason.LOGIN_WALL, call)


def _call_of(line: Line, *, broken: bool) -> str | None:
    """Return the call that a line is, None where it is none or the text is whole all the same."""
    text = line.text
    withheld = _is_all(_WITHHELD, text) or _is_all(_CALL, text)
    return text if withheld or (broken and _is_all(_APP_CALL, text)) else None


def _calls(text: str) -> bool:
    return any(_is_all(pattern, text) for pattern in (_WITHHELD, _CALL, _APP_CALL))


def _is_all(pattern: re.Pattern[str], text: str) -> bool:
    """Say whether a line is a call of this kind and says next to nothing else."""
    if len(text) > LONGEST_CALL:
        return False
    bare = _QUOTED.sub("这", text)
    if not pattern.search(bare):
        return False
    said = len(_ASIDE.sub("", bare))
    rest = bare
    for each in (_WITHHELD, _CALL, _APP_CALL):
        rest = each.sub("", rest)
    return len(_ASIDE.sub("", rest)) <= (1 - CALL_SHARE) * said


def _plain(text: str) -> str:
    return "".join(text.split())
