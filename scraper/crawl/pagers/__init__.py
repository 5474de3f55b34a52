"""The forms of a listing's pager: words, numbers, boxes of choices, scripts."""
