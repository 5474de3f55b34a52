"""deploy/difang.env names what the settings read, with their defaults; what it leaves empty means the default too."""

import re
import runpy

from scraper import settings
from tests.deploy.conftest import DEPLOY, read_environment
from tests.zygote import ROOT

FILE = ROOT / "scraper/settings.py"
TOLD = read_environment((DEPLOY / "difang.env").read_text(encoding="utf-8"))


def test_the_file_names_all_that_the_settings_read_and_their_defaults(monkeypatch) -> None:
    read = re.findall(r'environ\.get\("(\w+)"', FILE.read_text(encoding="utf-8"))
    assert sorted(TOLD) == sorted(read)
    for given in (TOLD, dict.fromkeys(TOLD, "")):
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        found = runpy.run_path(str(FILE))
        assert {name: found[name] for name in TOLD} == TOLD
    assert all(isinstance(getattr(settings, name), str) for name in TOLD)


def test_shell_systemd_docker_and_kubectl_agree_on_each_line() -> None:
    assert not [line for line in TOLD.values() if re.search(r"[\s\"'$\\#]", line)]
