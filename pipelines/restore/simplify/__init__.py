"""Traditional, as a mirror's character table made it, back to Simplified: what stood there, by tables and evidence.

A table gives each Simplified character one Traditional form, whatever the word. So a shown character comes from
the characters whose form it is, or it stood in the original as it stands: 乾 in 徐乾学. Where several are
possible the words around, the forms of names and what the page shows of its table decide.
"""

from pipelines.restore.simplify.decisions import Table, decide, read_table, simplify, undecided

__all__ = ["Table", "decide", "read_table", "simplify", "undecided"]
