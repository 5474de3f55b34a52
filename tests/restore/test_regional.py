"""Words of Taiwan that a mirror's table of phrases put leave a text in doubt; the mainland's own words do not."""

import pytest

from pipelines.restore import damage, restore


@pytest.mark.parametrize(
    "shown",
    [
        "區(qū)裡的網際網路企業(yè)發(fā)展起來後，義大利遊客也來了。",
        "這家公司的程式碼由三個(gè)人編寫，產(chǎn)業(yè)發(fā)展很快。",
        "隊(duì)員們(men)前往義大利參加比賽，經(jīng)過三天到達(dá)。",
    ],
)
def test_a_word_of_taiwan_is_never_exact(shown):
    assert not restore(shown, damaged=True).exact


@pytest.mark.parametrize(
    "sound",
    [
        "区里的互联网企业发展起来后，意大利游客也来了。",
        "请各区将报名资料和档案于月底前送交会议专班。",
        "这批产品的品质经过检验，设定的标准很高。",
    ],
)
def test_a_mainland_word_that_taiwan_has_too_is_no_doubt(sound):
    restored = restore(damage(sound), damaged=True)
    assert (restored.text, restored.exact) == (sound, True)
