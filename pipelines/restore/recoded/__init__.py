"""Texts that were written in another form once too often: a charset taken for another, markup escaped twice."""
