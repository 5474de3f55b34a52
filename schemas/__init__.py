"""The records that travel through the pipeline and into the files."""

from schemas.article import SCHEMA_VERSION, Article, Evidence, Image, Restored
from schemas.draft import Beaten, Doubted, Draft, Field, Found, Moment
from schemas.migration import migrate
from schemas.page import Page
from schemas.rejection import FieldError, Reason, Rejected, Rejection
from schemas.rules import Rules
from schemas.step import Edit, Step, replay

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "Beaten",
    "Doubted",
    "Draft",
    "Edit",
    "Evidence",
    "Field",
    "FieldError",
    "Found",
    "Image",
    "Moment",
    "Page",
    "Reason",
    "Rejected",
    "Rejection",
    "Restored",
    "Rules",
    "Step",
    "migrate",
    "replay",
]
