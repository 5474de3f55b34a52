"""The way through a listing, from page to page: what it has shown, and why it ends."""
