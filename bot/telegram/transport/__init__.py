"""The way to Telegram and back: calls, their pace, updates by polling, what waits, and sealed buttons."""
