"""Archives of any number cleaned again, one task each, in this process or on many machines: the same lines come of it."""
