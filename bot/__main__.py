"""``python -m bot`` is the command ``hoibo``."""

from bot.cli import main

main()
