"""Messages to the operator: what is new, what was mended, by webhook, mail or a command of his own."""
