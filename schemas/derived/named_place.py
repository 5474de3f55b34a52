from typing import Annotated, Literal

from pydantic import Field

from schemas.record import Record

Code = Annotated[str, Field(pattern=r"^[0-9]{6}$", description="of GB/T 2260")]


class Place(Record):
    """A division that the article names: `name` as printed at `start` to `end` of its title or body, in characters."""

    code: Code
    name: Annotated[str, Field(min_length=1, description="as printed")]
    field: Annotated[Literal["title", "body"], Field(description="which text of the article it stands in")]
    start: Annotated[int, Field(ge=0, description="characters (code points) before it")]
    end: Annotated[int, Field(ge=1, description="characters up to its end: text[start:end] is the name")]
