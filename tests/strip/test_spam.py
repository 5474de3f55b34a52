"""Spam blocks go wherever they hang on an article; lists of the article's own stay."""

import pytest

from pipelines.flow import clean
from pipelines.restore import Mirror, damage
from pipelines.strip import strip
from pipelines.strip.spam import cut_spam_block
from pipelines.strip.unrelated import cut_foreign_list
from schemas import Article, Page

BODY = (
    "本报讯 漳水县供水公司昨日完成了老城区三条街的管网改造，四百多户居民用上了压力稳定的自来水。",
    "公司经理蒲文昭说，过去每到夏天高峰，住在六楼的人家经常接不满一壶水，大家意见很大。",
    "住在东门巷的退休教师郎玉琴对记者说，现在打开龙头就有水，做饭洗衣都不用等到半夜了。",
)
STORY = "\n".join(BODY)
SOUGHT = "亚洲一区二区 欧美激情在线 国产精品视频 午夜影院免费 日韩无码高清 成人网站入口 久久综合网".split()
GAMBLING = "热血传奇私服 棋牌开户 体育投注 真人百家乐 彩票平台 时时彩计划 澳门娱乐城".split()
UNKNOWN = "皮带机 白癜风医院 装修公司 减肥药 二手车 旅行社 保险箱 学历提升 印刷厂".split()
FARM = "浦东新区 宣汉县 司法 沭阳县 化德县 秦皇岛市 靖安县 睢宁县 页游 湘阴县 门源 五寨县 科尔 三明市 桓台县 谷城县".split()
SEPARATORS = ["|", "丨", "| ", " / ", "_", "·", "★", "，", "、", "；", ",", " ", " - ", "》", "||"]


@pytest.mark.parametrize("words", [SOUGHT, GAMBLING, FARM], ids=["sought", "gambling", "farm"])
@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_line_of_search_words_goes_before_and_behind_the_article(words: list[str], separator: str) -> None:
    line = separator.join(words)
    assert strip(f"{line}\n{STORY}") == STORY
    assert strip(f"{STORY}\n{line}") == STORY


@pytest.mark.parametrize("separator", ["|", "_", " ", "、", ","])
def test_search_words_within_the_first_and_the_last_paragraph_go(separator: str) -> None:
    line = separator.join(SOUGHT)
    assert strip(f"{line} {STORY}") == STORY
    assert strip(f"{STORY}{line}") == STORY


@pytest.mark.parametrize("words", [SOUGHT, GAMBLING])
def test_a_line_of_search_words_between_paragraphs_goes(words: list[str]) -> None:
    first, *others = BODY
    assert strip("\n".join((first, "|".join(words), *others))) == STORY


@pytest.mark.parametrize("words", [SOUGHT, GAMBLING])
def test_search_words_one_a_line_or_without_a_gap_go(words: list[str]) -> None:
    assert strip("\n".join((*words, STORY))) == STORY
    assert strip("\n".join((STORY, *words))) == STORY
    assert strip("\n".join(("".join(words), STORY))) == STORY


@pytest.mark.parametrize(
    "introduction",
    [
        "感谢您访问我们的网站，您可能还对以下资源感兴趣：",
        "谢谢光临本站，您也许还会喜欢这些内容：",
        "您可能还对下列内容感兴趣",
        "主站蜘蛛池模板：",
        "站群蜘蛛池：",
    ],
)
def test_what_an_introduction_of_spam_announces_goes_in_any_words(introduction: str) -> None:
    assert strip("\n".join((STORY, introduction, *UNKNOWN))) == STORY
    assert strip("\n".join((STORY, introduction, "、".join(UNKNOWN)))) == STORY
    assert strip("\n".join((f"{introduction}{'|'.join(UNKNOWN)}", STORY))) == STORY


@pytest.mark.parametrize("separator", ["|", "_", " ", "、", " / "])
def test_a_mirrors_page_loses_a_foreign_list_in_any_words(separator: str) -> None:
    line = separator.join(UNKNOWN)
    assert strip(f"{line}\n{STORY}\n{line}", mirrored=True) == STORY
    assert strip(f"{STORY}{line}", mirrored=True) == STORY
    assert strip("\n".join((STORY, *UNKNOWN)), mirrored=True) == STORY
    assert strip(f"{STORY}\n{line}") == f"{STORY}\n{line}"


@pytest.mark.parametrize("words", [SOUGHT, UNKNOWN, FARM], ids=["sought", "unknown", "farm"])
@pytest.mark.parametrize(
    "box",
    [
        "<p>{}</p>",
        "<div style='position:absolute;left:-9999px'>{}</div>",
        "<div style='font-size:1px'>{}</div>",
        "<div style='width:1px;height:1px;overflow:hidden'>{}</div>",
        "<div style='position:absolute;clip:rect(0,0,0,0)'>{}</div>",
        "<div style='transform: scale(0)'>{}</div>",
        "<div style='display:none'>{}</div>",
        '<acronym id="siyyr"><tt id="qkz0a">{}</tt></acronym>',
    ],
)
def test_a_damaged_page_gives_the_article_without_the_blocks(words: list[str], box: str) -> None:
    spam = box.format("|".join(words))
    text = "".join(f"<p>{line}</p>" for line in BODY)
    page = (
        "<html><head><title>漳水县老城区管网改造完工</title></head><body><h1>漳水县老城区管网改造完工</h1>"
        f"<div>2024-05-17 09:17 来源：漳水日报</div><div id='zoom'>{spam}{text}{spam}</div></body></html>"
    )
    article = clean(
        Page(
            url="http://www.zhangshui.example/xw/202405/t20240517_5507.html",
            body=damage(page, Mirror()).encode(),
            content_type="text/html; charset=utf-8",
            fetched_at="2024-05-18T08:00:00+08:00",
        )
    )
    assert isinstance(article, Article)
    assert article.body == STORY
    assert article.source == "漳水日报"


@pytest.mark.parametrize(
    "body",
    [
        "警方捣毁一个网络赌博团伙。\n涉案网站有百家乐、棋牌、彩票、真人视讯、老虎机、捕鱼、时时彩等栏目。",
        "文旅局检查网吧，发现有人玩百家乐、时时彩和捕鱼。\n棋牌、百家乐、时时彩、老虎机、捕鱼、彩票、外围",
        "电影周的片单公布了。\n展映影片包括：\n美女与野兽、亚洲之光、韩国往事、午夜巴黎、三级台阶、熟女日记、裸岩",
        "商场开通在线支付、视频客服、高清直播、免费停车、同城配送、官网下单六项服务。",
        "我县推出政务服务。\n网上登录、视频咨询、官网预约、同城通办、免费邮寄、入口统一",
        "春天\n雪落在屋檐上\n风翻过山\n你站在村口\n像一棵老树\n我没有回头\n路还很长\n灯还亮着\n母亲在等",
        "您可能还对老街的历史感兴趣，不妨听听老人怎么说。\n八十岁的蒲老汉讲起了往事。",
        "蜘蛛池骗局揭秘：一家公司靠它卖外链\n记者调查发现，这家公司没有营业执照。",
        "节目单公布了。\n国产剧\n韩国综艺\n亚洲新闻\n美女主播\n视频精选\n高清影院\n午夜剧场",
        "水稻、小麦、玉米、大豆、油菜、花生、红薯、芝麻\n这些种子都来自县种子公司。",
    ],
)
def test_what_an_article_lists_stays(body: str) -> None:
    assert cut_spam_block(body) == body
    assert strip(body) == body


@pytest.mark.parametrize(
    "body",
    [
        "获奖单位如下：\n东门小学 漳水一中 县医院 供水公司 农技站 图书馆 环卫所 车站派出所",
        "竞赛昨日结束。\n漳水一中 漳水二中 漳水三中 东门小学 西门小学 南门小学 北门小学 城关小学",
        "参加救援的有这些人。\n张三丰 李四海 王五一 赵六斤 钱七娘 孙八两 周九成 吴十全",
        "东山镇、西河镇、南塘乡、北岭乡、中坝镇、上坪乡、下湾村、石桥街道等八地昨日恢复供电。",
        "春眠不觉晓 处处闻啼鸟 夜来风雨声 花落知多少 床前明月光 疑是地上霜 举头望明月 低头思故乡\n孩子们齐声诵读。",
        "工程量公布。\n水管 300米 阀门 12个 水表 400块 井盖 20个 水泵 3台",
        "供水公司换了水管、阀门、水表、水泵、井盖、弯头、接头和水箱。\n水管|阀门|水表|水泵|井盖|弯头|接头|水箱",
    ],
)
def test_a_mirrors_article_keeps_its_own_lists(body: str) -> None:
    assert cut_foreign_list(body) == body
    assert strip(body, mirrored=True) == body


def test_a_body_of_nothing_but_a_list_is_left_alone() -> None:
    assert cut_spam_block("|".join(SOUGHT)) == "|".join(SOUGHT)
    assert cut_foreign_list("|".join(UNKNOWN)) == "|".join(UNKNOWN)
