"""Telegram: handlers read an update, ask the core and send what it says."""
