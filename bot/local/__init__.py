"""A Bot API server and its chat page on this machine, so that everything runs without Telegram."""
