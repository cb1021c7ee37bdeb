# How a period is called, and replies to what is no question.
period-until = until { $day }
period-since = since { $day }
period-year = { $year }
period-month = { $month }/{ $year }
period-quarter = quarter { $quarter }/{ $year }
period-span = { $first } – { $last }
intent-greeting = Hello! What would you like to know about the ministry's activities?
intent-thanks = Glad to help. Ask again whenever you like.
intent-who-are-you = I am Hỏi Bộ: I search the ministry's news and meeting summaries and quote them word for word, with date and source. I write no answers of my own. The subjects that I know (on Telegram): /chude.
intent-opinion = I only quote what was published; I have no opinions of my own.
intent-injection = I can only search and quote the knowledge base, nothing else.
intent-task = I only find and quote what was published; I cannot write, draft or translate. Do ask about the ministry's activities and I will look.
intent-insult = I would rather not answer that. Do ask about the ministry's activities.
