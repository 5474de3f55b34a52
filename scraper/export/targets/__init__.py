"""What makes each of the formats, and what adds to it."""
