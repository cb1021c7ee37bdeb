"""What the bot says in Telegram, as pure functions from values to messages: no network, no state."""
