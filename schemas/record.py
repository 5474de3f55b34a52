"""What all records share: they never change and they never carry an unknown key."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen, closed value: unknown keys and later changes are errors."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_serialization_defaults_required=True,  # what is written always has every key
    )


@dataclass(frozen=True, slots=True)
class Zone:
    """The zone that a column of moments is told in, its offset or UTC; moments without one are told in UTC."""

    name: str


def _in_each_zone(value: datetime) -> datetime:
    if not MINYEAR < value.year < MAXYEAR:
        raise ValueError(f"the year {value.year} is not over or has not begun in each zone")
    return value


def _in_64_bits(value: int) -> int:
    if value > LARGEST:
        raise ValueError("the number has more than 64 bits")
    return value


LARGEST = 2**63 - 1
"""The largest whole number that a column of any tool holds."""

Storable = AfterValidator(_in_64_bits)
"""Marks a whole number that any tool must hold; behind its bounds, so that the published schema has these."""

Timestamp = Annotated[AwareDatetime, AfterValidator(_in_each_zone)]
"""When something of ours happened: a moment that can be told in each zone."""
