"""What the bot does of its own accord: news, reports, alarms, feeds, and word of corrections and late answers."""
