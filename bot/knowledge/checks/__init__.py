"""What the linter looks for beyond what keeps an entry from being read; one module a kind of check.

Each module holds functions from what was read to findings, which know no other check and change nothing.
"""
