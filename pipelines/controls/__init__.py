"""What a page offers to click and what it counts: buttons, counters and pagers, told by their wording."""
