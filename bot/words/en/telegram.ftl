# What the bot says in Telegram.
telegram-kind-news = News article
telegram-kind-meeting = Meeting
telegram-open-source = Source: { $source }
telegram-passage = In its paragraph:
telegram-read-all = Read all
telegram-cite-button = Cite
telegram-share = Share
telegram-read-on = Read on ▼
telegram-page = Page { $page } of { $pages }
telegram-cite = According to { $source }, { $date }
telegram-cite-undated = According to { $source }
telegram-did-you-mean = Did you mean…?
telegram-not-found = I do not know: no entry in the knowledge base answers this.
telegram-nothing-listed = The knowledge holds nothing of that kind.
telegram-nearest = The nearest entries are below, but they may not be what you mean.
telegram-ask-for-example = You can ask, for example:
telegram-start-greeting = Hello { $person }!
telegram-start-purpose =
    I am Hỏi Bộ. Ask about the ministry's activities in your own words, in Vietnamese, with or without accents. I answer with a word-for-word excerpt of a news article or a meeting summary, with its date and source; when I do not know, I say so.
telegram-help =
    Type your question as you would ask a colleague, in Vietnamese: with or without accents, abbreviations and small slips are fine.

    Every answer is a word-for-word excerpt with the matching words in bold, its date and a button to the source. ◀ ▶ lead through the other results.
telegram-only-text = I can only read text. Please type your question as a message.
telegram-more-in-private = In a group I search only a part of what you may see. Ask me in private to search all of it.
telegram-in-private = This command works in a private chat with me. In a group, mention me with your question.
telegram-in-private-button = Private chat
telegram-unknown-command = I do not know this command. Just type your question, or see /help.
telegram-question-gone = This message is old. Please ask again.
telegram-entry-gone = This entry is no longer there.
telegram-not-invited = Hỏi Bộ answers invited people only. Please ask an admin for an invitation link.
telegram-may-ask-to-enter = Hỏi Bộ answers invited people only. Press the button to write to the admins, or open your invitation link if you have one.
telegram-slow-down = That was too fast for me. Please try again in { $seconds } s.
telegram-inline-not-invited = For invited people only. Press to see how to get in.
telegram-trouble = Sorry, something went wrong and I could not answer. Please try again in a few minutes; if it still fails, give an admin the code { $reference }.
telegram-alarm = ⚠️ The bot met an error that nobody foresaw: { $what }. It goes on, and tells of this one only once; the details are in the server's log.
telegram-knowledge-broken = ⚠️ The knowledge folder cannot be read. Everyone is still answered from the last good state ({ $entries } entries), and whatever is published waits until it can be read again.
telegram-knowledge-held-back = ⚠️ A knowledge file that was just changed has an error, so that file stays as it was before. Everything else goes on being updated ({ $entries } entries are served). Once it is mended, the new text is served by itself:
telegram-knowledge-held-back-more = … and { $count } more: run hoibo check to see them all.
telegram-knowledge-mended = ✓ The knowledge is good again: answers now come from the new state ({ $entries } entries).
telegram-command-start = Begin
telegram-command-help = How to ask
telegram-short-description = Ask about the ministry, get a word-for-word excerpt with date and source.
telegram-description = Ask in your own words, with or without accents. Hỏi Bộ answers with word-for-word excerpts of news articles and meeting summaries, with date and source.
telegram-ask-to-enter = Ask to be let in
telegram-asked-to-enter = Your request is sent. I shall tell you when an admin lets you in.
telegram-inside-already = You are in already: just ask.
telegram-role-staff = Staff
telegram-role-editor = Editor
telegram-role-admin = Admin
telegram-invitation = Invitation link ({ $role }), good for { $uses } uses, to the end of { $until }:
telegram-invitation-how = Pass this link on to whom you invite. Whoever has it can come in, so send it in private.
telegram-invite-usage = Use: /moi_nguoi [staff | editor | admin] [uses] [days]. Example, five people in seven days: /moi_nguoi staff 5 7
telegram-withdraw = Withdraw
telegram-withdrawn = The invitation has been withdrawn.
telegram-invitation-unknown = This invitation is no longer valid. Please ask an admin for another.
telegram-invitation-expired = This invitation has expired. Please ask an admin for another.
telegram-invitation-used-up = This invitation has been used up. Please ask an admin for another.
telegram-invitation-removed = This invitation is not for you. Please ask an admin for another.
telegram-request = { $person } asks to use the bot.
telegram-admit = ✓ Let in
telegram-decline = ✖ Decline
telegram-request-settled = This request has been settled.
telegram-admitted = ✓ { $admin } has let { $person } in.
telegram-declined = ✖ { $admin } has declined { $person }.
telegram-welcome = You have been let in.
telegram-people =
    { $count ->
        [0] Nobody has been let in yet. Invite the first: /moi_nguoi
        [one] One person has been let in. Choose them to change their role or remove them.
       *[other] { $count } people have been let in. Choose one to change their role or remove them.
    }
telegram-person-gone = This person is no longer on the list.
telegram-person-fixed = This person is set by the server's settings and can only be changed there.
telegram-let-in = Let in on { $day }.
telegram-remove = Remove
telegram-removed = Removed, with effect at once.
telegram-removed-but-in-group = Removed from the list. They can still ask, being in the staff group: take them out of that group.
telegram-list-empty = Nothing yet.
telegram-new = Newest in the knowledge base
telegram-topics = { $count } topics. Choose one to see its entries.
telegram-topic-unknown = There is no such topic. See the topics: /chude
telegram-search-usage = Use: /timkiem words. Example: /timkiem băng tần
telegram-timeline-usage = Use: /dongthoigian topic or words. Example: /dongthoigian chuyển đổi số
telegram-language = Choose the bot's language.
telegram-language-name = English
telegram-language-chosen = From now on I speak English.
telegram-privacy =
    What the bot keeps of you, and why

    • Your questions, when they came, how they went and your ratings, so that admins know what people need and add to the knowledge. Your name is replaced by a pseudonym; numbers of papers and telephones and e-mail addresses are masked before they are kept.
    • Your words are deleted after { $days } days; only counts by day remain.
    • Your name, role, language and what you follow, so that the bot knows who may ask and writes to the right person.
    • All of it is on your office's own server. Messages pass through Telegram's servers, so send no secret papers and no personal data of others.

    See it: /dulieucuatoi. Delete it: /xoadulieu. That is your right under the law on personal data.
telegram-command-baomat = What is kept of me
telegram-data-counts = Kept of you: { $questions } questions, { $ratings } ratings.
telegram-data-member = Member: { $person } ({ $role }).
telegram-data-follows = You follow:
telegram-data-delete-how = Questions are kept under a pseudonym. Delete everything: /xoadulieu
telegram-data-delete = Delete all your questions, ratings and subscriptions? This cannot be undone. You may still ask the bot.
telegram-data-delete-yes = Delete everything
telegram-data-deleted = { $count } questions and all your ratings and subscriptions have been deleted.
telegram-command-moi = Newest
telegram-command-chude = Topics
telegram-command-timkiem = Search
telegram-command-dongthoigian = Timeline
telegram-command-ngonngu = Language
telegram-command-dulieucuatoi = My data
telegram-command-xoadulieu = Delete my data
telegram-command-moi-nguoi = Make an invitation link
telegram-command-nguoi = Who was let in
telegram-command-hoi = Ask a question
telegram-thanks = Thank you!
telegram-thanks-reason = Thank you, an editor will look at it.
telegram-why-bad = What was wrong with the answer?
telegram-reason-wrong = Not what I asked
telegram-reason-old = Out of date
telegram-reason-partial = Incomplete
telegram-reason-other = Something else
telegram-tell-me = Tell me when there is
telegram-waiting = I will tell you when there is an answer.
telegram-come-true = What you asked before, “{ $question }”, now has an answer:
telegram-following = You follow these (press to pause or go on). Each morning I tell you of new entries.
telegram-following-none = You follow nothing yet. Use: /theodoi a topic, a person's name or words to search for. Example: /theodoi chuyển đổi số
telegram-following-full = You already follow 20. Please drop one first.
telegram-followed-topic = You follow the topic “{ $words }”.
telegram-followed-person = You follow entries that name { $words }.
telegram-followed-search = You follow entries about “{ $words }”.
telegram-unfollow = Drop
telegram-digest = This morning there are { $count } new entries in what you follow:
telegram-digest-more = … and { $count } more: /moi
telegram-digest-manage = What I follow
telegram-command-theodoi = Follow news
telegram-command-thongke = Usage
telegram-report-usage = Use: /thongke, then today, yesterday, week, month, a day (1/7) or a number of days (14). Example: /thongke yesterday
telegram-read-as = Read as: { $question }
telegram-period = Time: { $period }
telegram-conflict = There is no { $asked }; the nearest entry has: { $held }.
telegram-conflict-absent = No entry near the question has { $asked }.
telegram-person = Asked about: { $names }
telegram-caveat-replaced = This entry was replaced by: { $what }
telegram-caveat-review = This entry was to be reviewed by { $what }; it may no longer hold.
telegram-caveat-old = This source is of { $what }; things may have changed since.
telegram-unsaid-chair = This entry does not say who chaired.
telegram-unsaid-place = This entry does not say where.
telegram-unsaid-unit = This entry does not say which unit was charged.
telegram-unsaid-due = This entry does not say by when.
telegram-list = { $count } entries
telegram-list-file = ⬇ Download DOCX
telegram-list-file-missing = The server cannot write DOCX files yet: the import extra is not installed.
telegram-list-file-told = { $count } entries, made on { $day }.
telegram-list-file-author = Hỏi Bộ
telegram-matched-button = Why?
telegram-matched = Found: { $found }. Not found: { $missing }.
