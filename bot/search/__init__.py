"""Passages found by an immutable index, ranked, and cut to an excerpt."""
