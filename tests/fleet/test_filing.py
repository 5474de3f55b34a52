from datetime import UTC, datetime, timedelta

from schemas.round import RoundReport
from scraper.fleet.filing import file_round, prune_rounds, read_last_round

FIRST = datetime(2026, 3, 1, 18, tzinfo=UTC)


def test_old_rounds_go_but_for_the_last_one(tmp_path) -> None:
    for night in range(3):
        begun = FIRST + timedelta(days=night)
        told = RoundReport(
            started_at=begun, finished_at=begun, jobs=2, sites=(), exit_code=night, outcome="fine"
        )
        file_round(tmp_path, told)
    assert len(prune_rounds(tmp_path, FIRST + timedelta(days=1), dry_run=True)) == 1
    assert len(list((tmp_path / "rounds").iterdir())) == 3
    assert len(prune_rounds(tmp_path, FIRST + timedelta(days=90))) == 2
    last = read_last_round(tmp_path)
    assert last
    assert last.exit_code == 2
    assert prune_rounds(tmp_path, FIRST + timedelta(days=90)) == []
    assert prune_rounds(tmp_path / "nowhere", FIRST) == []
