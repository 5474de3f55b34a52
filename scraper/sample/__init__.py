"""The embedded site of the first command: an invented county's news, one mirrored page among it."""
