"""A mirror's damage: its machine forwards, and the originals that it makes what was seen of."""
