# What the bot says in Telegram.
telegram-kind-news = News article
telegram-kind-meeting = Meeting
telegram-open-source = 🔗 Source: { $source }
telegram-passage = In its paragraph:
telegram-read-all = 📖 Read all
telegram-cite-button = ❝ Cite
telegram-share = ↗ Share
telegram-read-on = Read on ▼
telegram-page = Page { $page } of { $pages }
telegram-cite = According to { $source }, { $date }
telegram-cite-undated = According to { $source }
telegram-did-you-mean = Did you mean…?
telegram-not-found = I do not know: no entry in the knowledge base answers this.
telegram-nearest = The nearest entries are below, but they may not be what you mean.
telegram-ask-for-example = You can ask, for example:
telegram-start-greeting = Hello { $person }!
telegram-start-purpose =
    I am Hỏi Bộ. Ask about the ministry's activities in your own words, in Vietnamese, with or without accents. I answer with a word-for-word excerpt of a news article or a meeting summary, with its date and source; when I do not know, I say so.
telegram-help =
    Type your question as you would ask a colleague, in Vietnamese: with or without accents, abbreviations and small slips are fine.

    Every answer is a word-for-word excerpt with the matching words in bold, its date and a button to the source. ◀ ▶ lead through the other results.
telegram-only-text = I can only read text. Please type your question as a message.
telegram-unknown-command = I do not know this command. Just type your question, or see /help.
telegram-question-gone = This message is old. Please ask again.
telegram-entry-gone = This entry is no longer there.
telegram-not-invited = Hỏi Bộ answers invited people only. Please ask an admin for an invitation link.
telegram-slow-down = That was too fast for me. Please try again in { $seconds } s.
telegram-inline-not-invited = For invited people only. Press to see how to get in.
telegram-trouble = Sorry, something went wrong and I could not answer. Please try again in a few minutes; if it still fails, give an admin the code { $reference }.
telegram-command-start = Begin
telegram-command-help = How to ask
telegram-short-description = Ask about the ministry, get a word-for-word excerpt with date and source.
telegram-description = Ask in your own words, with or without accents. Hỏi Bộ answers with word-for-word excerpts of news articles and meeting summaries, with date and source.
