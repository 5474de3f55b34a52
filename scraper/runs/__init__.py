"""How a run ends and how it is told: exit codes, reports, progress, replays."""
