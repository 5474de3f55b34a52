"""The model shows what mirrors show."""

import pytest

from pipelines.restore import Decoder, Mirror, damage

PLAIN = Mirror(rows=0)


@pytest.mark.parametrize(
    ("text", "mirror", "shown"),
    [
        ("后来我们发现云里", PLAIN, "后來我們發現云里"),
        ("发展", Mirror(rows=1), "發(fā)展"),
        ("开会", Mirror(spaced=True), "開(kāi )會(huì )"),
        ("潜力", Mirror(), "潛力"),
        ("展潜力", Mirror(), "展?jié)摿?"),
        ("好。”</p>", PLAIN, "好?！?/p>"),
        ("好。”</p>", Mirror(rows=0, decoder=Decoder.REPLACES), "好\ufffd！\ufffd/p>"),
        ("好！真的？是；", PLAIN, "好！真的？是；"),
        ("张三：你好，", Mirror(rows=0, half_width=True), "張三:你好,"),
        ("•", PLAIN, "?"),
    ],
)
def test_the_model_damages_as_a_mirror_does(text, mirror, shown):
    assert damage(text, mirror) == shown


def test_private_use_characters_may_be_lost():
    kept, lost = (
        damage("共同富裕基本单元", PLAIN),
        damage("共同富裕基本单元", Mirror(rows=0, private_use=False)),
    )
    assert lost == "".join(character for character in kept if not "\ue000" <= character <= "\uf8ff") != kept
