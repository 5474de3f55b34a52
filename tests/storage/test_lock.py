"""The lock of a site's folder; tests/runs/test_outcomes.py has its owner killed."""

import errno
import fcntl
import os

import pytest

from scraper.storage.home import choose_home, host_name
from scraper.storage.journal import Journal
from scraper.storage.lease.lock import Lock, Locked, NoLocks


def test_a_lock_is_held_once_and_released_twice(tmp_path) -> None:
    first = Lock(tmp_path)
    with pytest.raises(Locked, match=f'"pid": {os.getpid()}'):
        Lock(tmp_path)
    first.release()
    first.release()
    second = Lock(tmp_path)
    first.release()  # whoever has let go holds nothing
    with pytest.raises(Locked):
        Lock(tmp_path)
    second.release()


def test_that_files_exist_says_nothing(tmp_path) -> None:
    (tmp_path / "lock").write_text('{"pid": 1, "host": "elsewhere"}', encoding="utf-8")  # of an older version
    (tmp_path / "holder.json").write_bytes(b"\xff{torn")
    lock = Lock(tmp_path)
    lock.path.write_bytes(b"\xff{torn")
    with pytest.raises(Locked, match="its holder is unknown"):
        Lock(tmp_path)
    lock.release()


@pytest.mark.parametrize("answer", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_is_named_and_nothing_is_written_there(
    tmp_path, monkeypatch, answer
) -> None:
    """No such file system can be mounted here: its answer is what the system call is made to give."""

    def refuse(*_: object) -> None:
        raise OSError(answer, os.strerror(answer))

    monkeypatch.setattr(fcntl, "flock", refuse)
    for take in (Lock, Journal):
        with pytest.raises(NoLocks, match=r"keeps no locks .* put DATA_DIR on a local disk") as told:
            take(tmp_path / "sample")
        assert "\n" not in str(told.value)
    with pytest.raises(NoLocks):
        choose_home(tmp_path, "news", "http://a.example.cn/")
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} <= {"lock", "hosts.lock"}


def test_a_host_is_a_folder_of_its_own_on_any_system() -> None:
    urls = (
        *(
            "http://con/",
            "http://CON.example.cn/",
            "http://nul./",
            "http://com1.example.cn:80/",
            "http://aux:99/",
        ),
        *(
            "http://../",
            "http://./",
            "http://...",
            "http://www./",
            "http://www.www./",
            "http://a|b*c?d/",
            "http://a<b>.cn/",
        ),
        *(
            "http://[::1]:8907/",
            "http://user:pa%2Fss@a.example.cn/",
            "http://新闻.example.cn/",
            "http://a\\..\\b/",
        ),
    )
    for url in urls:
        name = host_name(url)
        assert not set(name) & set('<>:"/\\|?*\0'), url
        assert name.strip(". ") == name != "", url
        assert name.partition(".")[0] not in {"con", "prn", "aux", "nul", "com1", "lpt1"}, url
    assert host_name("http://concord.example.cn/") == "concord.example.cn"
    assert host_name("http://com10.example.cn/") == "com10.example.cn"
