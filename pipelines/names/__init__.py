"""Names of persons: the words that are names, the forms that names have, and credits split into names."""

from pipelines.names.persons import (
    NO_NAME,
    begins_as_a_word,
    ends_as_given_name,
    has_form_of_name,
    is_everyday,
    is_person,
    is_place,
    is_signature,
    sounds_like_a_name,
)
from pipelines.names.split import are_signatures, split_names
from pipelines.names.wordlists import read_words

__all__ = [
    "NO_NAME",
    "are_signatures",
    "begins_as_a_word",
    "ends_as_given_name",
    "has_form_of_name",
    "is_everyday",
    "is_person",
    "is_place",
    "is_signature",
    "read_words",
    "sounds_like_a_name",
    "split_names",
]
