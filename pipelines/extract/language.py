"""The script of a text: Simplified or Traditional, by the characters that only one of them has."""

from schemas.article import Language

_SIMPLIFIED = frozenset(
    "们这个说对会还没过时为学国经现点进种间长问动开关门见车东马鱼鸟风云电话语认识让请谢读写论议记许设证评词试诗诚该详误课谁调谈谊谋谓谱贝贵买卖"
)
_TRADITIONAL = frozenset(
    "們這個說對會還沒過時為學國經現點進種間長問動開關門見車東馬魚鳥風雲電話語認識讓請謝讀寫論議記許設證評詞試詩誠該詳誤課誰調談誼謀謂譜貝貴買賣"
)


def read_language(text: str) -> Language:
    """Return the script that most of the telling characters of `text` belong to; Simplified where none tells.

    >>> read_language("這個國家的電車"), read_language("这个国家的电车"), read_language("2023")
    ('zh-Hant', 'zh-Hans', 'zh-Hans')
    """
    simplified = sum(character in _SIMPLIFIED for character in text)
    traditional = sum(character in _TRADITIONAL for character in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
