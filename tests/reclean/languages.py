"""Invented news in many languages, and the charsets in which sites publish each."""

from random import Random

CHINESE = {
    "简": (
        "山阳县板桥村的麦子熟了，三台收割机清早就下了田，合作社的人守在地头装袋。",
        "“今年一亩能收八百斤。”种粮大户郗文静说，仓库已经腾了出来，运粮的车在村口排成一列。",
        "记者从县农业农村局了解到，截至昨天下午，全县已收小麦十二万亩，进度过半。",
        "为了不误农时，镇里组织党员干部帮助劳力不足的农户抢收，还请来了农机手。",
        "据气象部门预报，未来三天以晴为主，有利于晾晒，各村要注意防火和用电安全。",
        "新华路小学的学生们来到田间，学习辨认麦穗，体会粮食来之不易。",
        "会议指出，要把粮食安全放在首位，落实好各项补贴政策，让农民得到实惠。",
        "夜里十点，晒场上仍然灯火通明，人们一边翻晒一边说着今年的收成。",
    ),
    "繁": (
        "山陽縣板橋村的麥子熟了，三臺收割機清早就下了田，合作社的人守在地頭裝袋。",
        "「今年一畝能收八百斤。」種糧大戶郗文靜說，倉庫已經騰了出來，運糧的車在村口排成一列。",
        "記者從縣農業局瞭解到，截至昨天下午，全縣已收小麥十二萬畝，進度過半。",
        "為了不誤農時，鎮裡組織幹部幫助勞力不足的農戶搶收，還請來了農機手。",
        "據氣象部門預報，未來三天以晴為主，有利於晾曬，各村要注意防火和用電安全。",
        "會議指出，要把糧食安全放在首位，落實好各項補貼政策，讓農民得到實惠。",
    ),
}
"""Sentences by script."""

CHARSETS_OF_CHINESE = {
    "简": ("utf-8", "gbk", "gb18030", "utf-16", "ascii", "utf-8-sig"),
    "繁": ("utf-8", "big5", "gbk", "utf-16-le", "big5hkscs"),
}

OTHERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        (
            "The wheat is ripe, and three harvesters went out into the fields early in the morning.",
            "“We will have four tons a hectare this year,” said the farmer, who had emptied the barn.",
            "The council said that half of the district had been harvested by yesterday afternoon.",
            "Pupils of the primary school came to the fields and learned how a grain of wheat is built.",
        ),
        ("utf-8", "latin-1", "ascii", "utf-16", "cp1252"),
    ),
    "fr": (
        (
            "Le blé est mûr : dès l’aube, trois moissonneuses ont gagné les champs près de la rivière.",
            "« Nous espérons une récolte généreuse cette année », a déclaré l’agriculteur, très étonné.",
            "Les élèves de l’école primaire sont arrivés à midi, où l’été paraissait déjà créé pour eux.",
        ),
        ("utf-8", "cp1252", "latin-1"),
    ),
    "de": (
        (
            "Der Weizen ist reif, und drei Mähdrescher fuhren früh am Morgen auf die Felder hinaus.",
            "„Heuer ernten wir mehr als üblich“, sagte der Bauer, der die Scheune geräumt hatte.",
        ),
        ("utf-8", "cp1252", "iso8859-15"),
    ),
    "es": (
        (
            "El trigo está maduro y tres cosechadoras salieron al campo muy de mañana, según los vecinos.",
            "«Este año esperamos más que el año pasado», señaló el agricultor; ¿quién lo habría creído?",
        ),
        ("utf-8", "latin-1"),
    ),
    "pt": (
        (
            "O trigo está maduro e três ceifeiras saíram para os campos de manhã, disse a associação.",
            "A colheita deste ano não será tão má: há pão, há água e há também razões para comemoração.",
        ),
        ("utf-8", "latin-1"),
    ),
    "pl": (
        ("Pszenica dojrzała, więc trzy kombajny wyjechały na pola wczesnym rankiem, mówią mieszkańcy wsi.",),
        ("utf-8", "iso8859-2", "cp1250"),
    ),
    "cs": (
        ("Pšenice dozrála a tři kombajny vyjely časně ráno na pole, řekl včera večer starosta obce.",),
        ("utf-8", "cp1250"),
    ),
    "tr": (
        ("Buğday olgunlaştı, üç biçerdöver sabahın erken saatlerinde tarlaya çıktı, dedi köy muhtarı.",),
        ("utf-8", "iso8859-9"),
    ),
    "vi": (
        (
            "Lúa mì đã chín, ba máy gặt đập liên hợp ra đồng từ sáng sớm để kịp thời vụ của bà con nông dân.",
            "Ông cho biết năm nay mỗi mẫu có thể thu được nhiều hơn năm ngoái, kho thóc đã được dọn sạch.",
        ),
        ("utf-8", "cp1258"),
    ),
    "ru": (
        (
            "Пшеница созрела, и три комбайна вышли в поле рано утром, рассказали в районной администрации.",
            "«В этом году мы соберём больше, чем в прошлом», — сказал фермер, освободивший свой амбар.",
            "По данным управления сельского хозяйства, убрана уже половина всех площадей района.",
        ),
        ("utf-8", "cp1251", "koi8-r", "iso8859-5"),
    ),
    "uk": (
        ("Пшениця дозріла, і три комбайни вийшли в поле рано-вранці, повідомили в селищній раді.",),
        ("utf-8", "cp1251"),
    ),
    "el": (
        ("Το σιτάρι ωρίμασε και τρεις θεριζοαλωνιστικές μηχανές βγήκαν στα χωράφια νωρίς το πρωί.",),
        ("utf-8", "iso8859-7"),
    ),
    "ar": (
        ("نضج القمح وخرجت ثلاث حصادات إلى الحقول في الصباح الباكر، كما قال رئيس المجلس المحلي أمس.",),
        ("utf-8", "cp1256"),
    ),
    "he": (
        ("החיטה הבשילה ושלושה קומביינים יצאו לשדות מוקדם בבוקר, כך נמסר אתמול מן המועצה.",),
        ("utf-8", "cp1255"),
    ),
    "hi": (("गेहूँ पक गया है और तीन कंबाइन सुबह-सुबह खेतों में पहुँच गए, गाँव के प्रधान ने कल शाम बताया।",), ("utf-8",)),
    "th": (
        ("ข้าวสาลีสุกแล้ว รถเกี่ยวสามคันออกไปยังทุ่งนาแต่เช้าตรู่ เจ้าหน้าที่อำเภอกล่าวเมื่อวานนี้",),
        ("utf-8", "tis-620"),
    ),
    "ja": (
        (
            "山陽町の板橋村では小麦が実り、三台のコンバインが早朝から畑に入った。",
            "「今年は一反あたり去年より多く取れそうです」と農家の男性は話し、倉庫はすでに空けられていた。",
            "町の農業課によると、昨日の午後までに全体の半分の刈り取りが終わったという。",
            "気象台の予報では、この先三日間は晴れる見込みで、乾燥の作業にはちょうどよい。",
        ),
        ("utf-8", "euc-jp", "shift_jis", "cp932", "utf-16"),
    ),
    "ko": (
        (
            "밀이 익어 콤바인 세 대가 이른 아침부터 들판으로 나갔고, 조합원들은 밭머리에서 자루를 채웠다.",
            "농민은 올해는 지난해보다 수확이 많을 것이라고 말했으며 창고는 이미 비워 두었다고 했다.",
            "군청 농업과에 따르면 어제 오후까지 전체 면적의 절반 이상에서 수확이 끝난 것으로 나타났다.",
        ),
        ("utf-8", "euc-kr", "cp949"),
    ),
}
"""Sentences, and charsets, by language."""

_SWITCH = " | ".join(("English", "中文", "日本語", "한국어", "Русский", "Français"))
_WORDS = ("home", "sport", "news", "video", "about", "contact", "archive", "weather", "login", "more")


def compose(random: Random, sentences: tuple[str, ...], *, at_least: int = 6) -> str:
    """Return the paragraphs of an article: some sentences, with a number in each paragraph."""
    many = random.randint(at_least, 4 * at_least)
    return "".join(
        f"<p>{random.randint(2, 9999)} {''.join(random.choices(sentences, k=random.randint(1, 3)))}</p>"
        for _ in range(many)
    )


def dress(random: Random, text: str, language: str, charset: str, *, weight: int = 30) -> bytes:
    """Return a page around an article: a template whose links, scripts and language are not the article's.

    `weight` are links of the template; a page of 60 has some 20 kB.
    """
    said = random.choice((language, language, "en", ""))
    named = random.choice((charset, charset, "", "utf-8" if charset == "ascii" else charset))
    links = "".join(
        f"<li><a href='/{random.choice(_WORDS)}/{number}.html' class='nav-item nav-item-{number}'>"
        f"{random.choice(_WORDS)}</a></li>"
        for number in range(weight)
    )
    script = "".join(f"window.cfg{number}={{id:{number},on:true}};" for number in range(weight))
    page = (
        f"<!DOCTYPE html><html lang='{said}'><head><meta charset='{named}'><title>{text[3:23]}</title>"
        f"<script>{script}</script></head><body><ul>{links}</ul><div>{_SWITCH}</div><div class='article'>{text}</div>"
        f"<ul>{links}</ul></body></html>"
    )
    return page.encode(charset, "xmlcharrefreplace")
