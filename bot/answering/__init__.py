"""The only door: a question goes in, an immutable Answer comes out."""
