"""The beginning of an article and a call for the rest is refused; a whole text is an article, whatever is offered below."""

import pytest

from pipelines.flow import clean
from schemas import Article, Page, Reason, Rejection
from tests.extract.kind.frames import FETCHED, SITE, rows
from tests.extract.kind.look_alikes import TEXT, article, paragraphs

CUT = f"{TEXT[0]}古戏台建于清代，去年列入县级文物保护……"
CALLS = (
    "登录后阅读全文", "请登录后查看全文", "剩余70%未读", "本文为付费内容，剩余70%未读，开通会员阅读全文", "开通会员阅读全文",
    "付费阅读全文", "试读结束，购买后继续阅读", "试读已结束", "本文为会员专享", "本文为会员专享内容", "以下内容为付费内容",
    "订阅后阅读全文", "购买本文后可继续阅读", "成为会员，解锁全文", "会员专享", "您的免费阅读次数已用完，请登录后继续阅读",
    "还有82%的精彩内容，支付后阅读", "注册后即可阅读全文", "阅读全文请登录", "全文仅限会员阅读", "余下内容需付费阅读",
    "登錄後閱讀全文", "请先登录，再继续阅读全文", "VIP会员可阅读全文", "立即订阅，阅读全文",
    "此内容仅对会员开放", "点击解锁全文（0.99元）",
)  # fmt: skip
APP_CALLS = (
    "下载客户端阅读全文", "打开APP阅读全文", "打开云溪发布APP查看全文", "下载云溪发布客户端，阅读全文", "扫码下载客户端，查看完整内容",
    "点击打开客户端阅读全文", "关注公众号阅读全文", "阅读全文请下载云溪发布客户端", "打开APP看全文",
)  # fmt: skip


def read(inner: str, **more: str) -> Article | Rejection:
    html = article(inner, **more)
    url = f"{SITE}/xw/202611/t20261119_88213.html"
    return clean(Page(url=url, body=html.encode(), content_type="text/html", fetched_at=FETCHED))


FORMS = (
    "{text}<p>{call}</p>", "{text}<div class='paywall'>{call}</div>", "{text}<p><a href='/login'>{call}</a></p>",
    "<div class='tip'>{call}</div>{text}", "{text}<div class='mask'><div><button>{call}</button></div></div>",
    "{text}<p>　</p><p>—— {call} &gt;&gt;</p>", "{text}<div class='login-guide'><span>{call}</span></div>",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("call", [*CALLS, *APP_CALLS])
def test_a_text_that_breaks_off_before_a_call_for_the_rest_is_refused(call, form) -> None:
    refused = read(form.format(text=paragraphs(CUT), call=call))
    assert isinstance(refused, Rejection), refused.body
    assert refused.reason is Reason.LOGIN_WALL


@pytest.mark.parametrize("call", CALLS)
def test_a_call_to_pay_or_to_log_in_is_believed_behind_whole_sentences_too(call) -> None:
    refused = read(paragraphs(*TEXT[:2]) + f"<div class='pay'>{call}</div>")
    assert isinstance(refused, Rejection)
    assert refused.reason is Reason.LOGIN_WALL


@pytest.mark.parametrize("call", APP_CALLS)
def test_a_whole_text_above_a_call_to_open_an_app_is_an_article(call) -> None:
    found = read(paragraphs(*TEXT) + f"<div class='app'>{call}</div>")
    assert isinstance(found, Article), found
    assert "\n".join(TEXT) in found.body


@pytest.mark.parametrize(
    "last",
    [
        "目前，读者在县图书馆的网站上登录后即可阅读全文。",
        "岑大爷说，以前看报要花钱，“付费阅读全文”，如今馆里全都免费。",
        "网站改版后，读者不用再“登录后阅读全文”。",
        "会员可以优先报名，名额有限，报满为止，详情请咨询县文化馆。",
        "演出门票可在“云溪文旅”公众号购买，扫码即可查看剧目介绍和座位。",
        "下一步，镇里打算……",
        "购票后继续往里走，就能看到那座戏台。",
        "《登录后阅读全文》是县作协会员的一部短篇小说集，已于上月出版。",
    ],
)  # fmt: skip
def test_a_story_that_tells_of_such_calls_is_an_article(last) -> None:
    found = read(paragraphs(*TEXT, last))
    assert isinstance(found, Article), found
    assert last in found.body


def test_a_call_beside_another_article_is_none_of_this_one() -> None:
    beside = "<div class=right><ul><li><a href='/1'>会员专享：古村落里的守艺人</a></li><li><a href='/2'>付费阅读：县志里的水灾</a></li></ul></div>"
    assert isinstance(read(paragraphs(*TEXT), beside=beside), Article)


def test_a_headline_with_a_call_for_its_text_and_nothing_of_it_is_refused() -> None:
    refused = read("<div class='pay'>本文为付费内容，开通会员阅读全文</div>", beside=rows(20))
    assert isinstance(refused, Rejection)
    assert refused.reason is Reason.LOGIN_WALL
