"""Who talks to the bot, what they may see and how much they may ask; and what it shows of itself to each."""
