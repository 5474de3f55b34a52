"""The further parts of an article: which links lead to them, and how they are gathered from what was stored."""
