"""Many sites in one command: who is crawled, each by a process of its own, and what came of it all."""
