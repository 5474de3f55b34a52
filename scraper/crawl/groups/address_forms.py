"""The form of an address, under the name by which this room knows it."""

from pipelines.address_form import folded_path, form_of, kind_of_form, last_part

__all__ = ["folded_path", "form_of", "kind_of_form", "last_part"]
