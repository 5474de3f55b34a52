import subprocess
import sys

from pipelines.restore import damage

CLEAN = (
    "“今年的木耳长势喜人，全县增收八百万元。”柳湾镇党委负责人说，还要发展潜力巨大的乡村旅游，推动共同富裕。"
)
SOUND = "山阳县今日丰收，村民喜开镰。\n“行”读作(xíng)，又读作(háng)。\n"


def test_a_damaged_text_is_printed_as_it_was(scrapy, tmp_path) -> None:
    file = tmp_path / "mirror.txt"
    file.write_text(damage(CLEAN), encoding="utf-8")
    done = scrapy("restore", file)
    assert done.returncode == 0, done.stderr
    assert done.stdout == CLEAN
    assert "edits" in done.stderr


def test_a_sound_text_is_printed_byte_for_byte(scrapy, tmp_path) -> None:
    file = tmp_path / "sound.txt"
    file.write_text(SOUND, encoding="utf-8")
    done = scrapy("restore", file)
    assert done.stdout == SOUND
    assert "0 edits (nothing), exact" in done.stderr


def test_standard_input_is_read(root) -> None:
    command = [sys.executable, "-m", "scrapy", "restore", "-"]
    done = subprocess.run(
        command, cwd=root, input=damage(CLEAN).encode("utf-8"), capture_output=True, check=False
    )
    assert done.stdout.decode("utf-8") == CLEAN


def test_a_short_text_is_restored_when_its_damage_is_known(scrapy, tmp_path) -> None:
    file = tmp_path / "short.txt"
    file.write_text("區(qū)里", encoding="utf-8")
    assert scrapy("restore", file).stdout == "區(qū)里"
    assert scrapy("restore", "--damaged", file).stdout == "区里"


def test_the_difference_shows_what_went_and_what_came(scrapy, tmp_path) -> None:
    file = tmp_path / "mirror.txt"
    file.write_text(f"第一行没有变化。\n{damage(CLEAN)}\n", encoding="utf-8")
    (line,) = scrapy("restore", "--diff", file).stdout.splitlines()
    assert "\x1b[31" in line
    assert "\x1b[32" in line
    assert "第一行" not in line


def test_a_missing_file_and_a_picture_are_named(scrapy, tmp_path) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    for file in (tmp_path / "missing.txt", picture):
        done = scrapy("restore", file)
        assert done.returncode == 1
        (line,) = done.stderr.strip().splitlines()
        assert file.name in line
