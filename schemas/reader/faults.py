"""What is wrong with a line, in one line."""

from pathlib import Path

from pydantic import ValidationError


class BadLine(ValueError):
    """A line that holds no article; it names the file and the line's number, from 1."""

    def __init__(self, file: Path, number: int, why: str) -> None:
        super().__init__(f"{file}, line {number}: {why}")
        self.file = file
        self.number = number
        self.why = why


def first_fault(error: ValidationError) -> str:
    """Return what is wrong with a record, in one line: the first field that is, and how."""
    first = error.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else first["msg"]
