"""Which addresses lead to a file and not to a page: an article's attachment, a picture, a programme to install."""

from urllib.parse import unquote_plus, urlsplit

_TEXTS = frozenset("pdf doc docx docm dot dotx wps wpt rtf odt ofd ceb cebx caj epub mobi txt md".split())
_SHEETS = frozenset("xls xlsx xlsm xlsb et csv ods ppt pptx pps ppsx dps odp mpp vsd dwg".split())
_PACKED = frozenset("zip rar 7z tar gz tgz bz2 xz z iso cab jar".split())
_PROGRAMMES = frozenset("exe msi apk ipa dmg pkg deb rpm bin".split())
_PICTURES = frozenset("jpg jpeg jpe png gif bmp webp svg tif tiff ico psd heic avif".split())
_SOUNDS = frozenset("mp3 wav wma aac m4a ogg flac amr mid".split())
_FILMS = frozenset("mp4 m4v avi wmv flv f4v mov mkv mpg mpeg rm rmvb 3gp webm m3u8 ts swf".split())
_DATA = frozenset("xml json rss atom css js ics woff ttf".split())
"""What is served beside pages and read by programs: a feed may be crawled where it is given, it is no article."""

_ALWAYS = _TEXTS | _SHEETS | _PACKED | _PROGRAMMES | _PICTURES | _SOUNDS | _FILMS | _DATA
_IN_QUERY = _TEXTS | _SHEETS | _PACKED | _PROGRAMMES
"""What a program is asked to hand out; a picture or a film in a query stands on the page that is asked for."""

_PROGRAMS = frozenset("jsp php asp aspx ashx do action cgi".split())
_HANDERS = frozenset(
    "download downloads downloadfile downfile filedown filedownload down attachment attach".split()
)
"""Names of programs that hand out a file by its number: 博达's download.jsp, 大汉's downfile.jsp, Dede's download.php."""


def is_attachment(url: str) -> bool:
    """Tell by an address alone whether a file is behind it.

    >>> is_attachment("http://a.cn/xw/P020230612.PDF"), is_attachment("http://a.cn/load.jsp?file=%E9%99%84.doc")
    (True, True)
    >>> is_attachment("http://a.cn/show.asp?id=7"), is_attachment("http://a.cn/7.html?pic=7.jpg")
    (False, False)
    """
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2].partition(";")[0].lower()
    stem, _, ending = name.rpartition(".")
    if (stem and ending in _ALWAYS) or (ending in _PROGRAMS and stem in _HANDERS):
        return True
    return any(_ending_of(pair) in _IN_QUERY for pair in parts.query.split("&") if "." in pair)


def _ending_of(pair: str) -> str:
    """Return the ending of the file that a pair of a query names, empty where it names none."""
    stem, _, ending = unquote_plus(pair.partition("=")[2]).lower().rpartition(".")
    return ending if stem else ""
