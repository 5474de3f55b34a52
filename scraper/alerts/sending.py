"""One message a round for each channel, with what that channel was not told yet."""

import json
import logging
import os
import socket
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter

from pipelines.segments import PART
from schemas.alert import Alert, Problem
from scraper.alerts.delivery import Channel
from scraper.alerts.letter import summarize
from scraper.alerts.within import Undelivered
from scraper.storage.lease.lock import NoLocks, take_turns

logger = logging.getLogger(__name__)

TOLD = "alerts.json"
"""The file below DATA_DIR that says what each channel was told and was not told to be mended."""

_STATE = TypeAdapter(dict[str, dict[str, Problem]])

NOTHING_NEW = "nothing new"

_TURNS = "alerts.lock"
"""Held while somebody tells the channels: a round and `status --alert` at once would tell all twice."""


def send_alerts(
    data: Path, problems: Mapping[str, Problem], channels: Mapping[str, Channel]
) -> dict[str, str]:
    """Return what came of each channel: sent, nothing new, or why it failed; a failure is told again the next time.

    A channel that fails costs the others nothing, and a round never.
    """
    if not channels:
        return {}
    try:
        with take_turns(data / _TURNS):
            return _tell_all(data, problems, channels)
    except (OSError, NoLocks) as error:  # a lock that cannot be had is no reason to keep silent
        logger.warning("another alert may tell the same: %s", error)
        return _tell_all(data, problems, channels)


def _tell_all(data: Path, problems: Mapping[str, Problem], channels: Mapping[str, Channel]) -> dict[str, str]:
    told = read_told(data)
    results: dict[str, str] = {}
    for name, channel in channels.items():
        alert = compose_alert(data, told.get(name, {}), problems)
        if alert is None:
            results[name] = NOTHING_NEW
            continue
        try:
            results[name] = channel(alert)
        except Undelivered as failure:
            logger.warning("no alert by %s: %s", name, failure)
            results[name] = f"failed: {failure}"
        else:
            told[name] = dict(problems)
            try:
                keep_told(data, told)
            except OSError as error:
                results[name] += f", and will be again: {data / TOLD} cannot be written: {error}"
    return results


def compose_alert(data: Path, told: Mapping[str, Problem], problems: Mapping[str, Problem]) -> Alert | None:
    """Return the message for a channel that was told so much, None where nothing is new and nothing was mended."""
    new = tuple(one for key, one in problems.items() if key not in told)
    mended = tuple(one for key, one in told.items() if key not in problems)
    if not (new or mended):
        return None
    lasting = len(problems) - len(new)
    return Alert(
        sent_at=datetime.now(UTC),
        host=socket.gethostname(),
        data=f"{data.resolve()}",
        summary=summarize(len(new), len(mended), lasting),
        new=new,
        mended=mended,
        lasting=lasting,
    )


def read_told(data: Path) -> dict[str, dict[str, Problem]]:
    """Return what each channel was told; nothing, with a warning, where the file cannot be read: then all is told again."""
    path = data / TOLD
    try:
        return _STATE.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        logger.warning("%s cannot be read, all is told again: %s", path, f"{error}".partition("\n")[0])
        return {}


def keep_told(data: Path, told: Mapping[str, Mapping[str, Problem]]) -> None:
    """Write down what each channel was told; raise OSError where that cannot be done."""
    path = data / TOLD
    part = path.with_name(path.name + PART)
    plain = {
        name: {key: one.model_dump(mode="json") for key, one in known.items()} for name, known in told.items()
    }
    part.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    os.replace(part, path)  # noqa: PTH105 - the same everywhere, whether a file is there or not
