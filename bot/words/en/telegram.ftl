# What the bot says in Telegram.
telegram-kind-news = News article
telegram-kind-meeting = Meeting
telegram-open-source = 🔗 Source: { $source }
telegram-did-you-mean = Did you mean…?
telegram-not-found = Not in the knowledge base. I found no entry that answers this.
telegram-nearest = The nearest entries are below, but they may not be what you mean.
telegram-ask-for-example = You can ask, for example:
