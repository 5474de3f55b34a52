"""What lasts between two runs: the ledger, the journal, the archive, the lock."""
