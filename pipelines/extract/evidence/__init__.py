"""What speaks for a candidate of a field, and which candidate is believed: one scheme for all fields."""
