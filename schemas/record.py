"""What all records share: they never change and they never carry an unknown key."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen, closed value: unknown keys and later changes are errors."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_serialization_defaults_required=True,  # what is written always has every key
    )
