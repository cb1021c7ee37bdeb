check-too-large = the file has { $size } bytes, more than { $most }
check-too-large-mend = split it: one file an entry, or a hundred entries a file
check-unreadable = the file cannot be read: { $reason }
check-unreadable-mend = check that it exists and its rights
check-not-utf8 = byte { $byte } is not UTF-8
check-not-utf8-mend = save the file with the encoding UTF-8
check-no-text = the file is no text: { $problem }
check-no-text-mend = save it as plain UTF-8 text
check-yaml = { $problem }
check-yaml-mend = look at this line and the one before: indentation, quotes, brackets
check-colon = a value with a colon has no quotes ({ $problem })
check-colon-mend = a value with a colon needs quotes: title: "Hội nghị: quý I"
check-tab = the line begins with a tab or a sign that YAML keeps for itself ({ $problem })
check-tab-mend = indent with spaces, not tabs, and put values that begin with @ ` % in quotes
check-anchor = anchors and aliases (& and *) are not used here
check-anchor-mend = write the value out, or put it in quotes
check-tag = the tag { $tag } is not used here
check-tag-mend = remove it, or put the value in quotes
check-second-document = a second document (---) in one file
check-second-document-mend = put the entries into one list, or into their own files
check-too-many-values = the file holds too many values, more than { $most }
check-too-many-values-mend = split it: one file an entry, or a hundred entries a file
check-too-deep = nested deeper than { $most } levels
check-too-deep-mend = an entry needs no more than four
check-key-no-word = a key must be a word
check-key-no-word-mend = put the key in quotes, or check the indentation
check-merge-key = merge keys (<<) are not used here
check-merge-key-mend = write the values out
check-duplicate-key = the key '{ $key }' stands twice
check-duplicate-key-mend = remove one of the two
check-duplicate-id = the id '{ $id }' is taken by { $other }
check-duplicate-id-mend = give one of the two another id
check-no-entry = the file holds no entry
check-no-entry-mend = write one or delete the file
check-no-mapping = an entry must be a mapping of keys to values
check-no-mapping-mend = begin with id: or title:
check-no-meaning = '{ $short }' has no meaning given
check-no-meaning-mend = write it out
check-misspelled-key = the key '{ $key }' is unknown; did you mean '{ $meant }'?
check-misspelled-key-mend = write { $meant }:
check-unknown-key = the key '{ $key }' is unknown
check-unknown-key-mend = use one of: { $known }
check-missing = { $key } is missing
check-missing-mend = write { $key }: …
check-no-single-text = { $key } must be text
check-no-single-text-mend = put it in quotes, or use "|" for a long text
check-no-list = { $key } must be a list
check-no-list-mend = write { $key }: [one, another]
check-no-choice = { $key } cannot be '{ $value }'
check-no-choice-mend = use one of: { $choices }
check-source-missing = source is missing
check-source-missing-mend = write source: {"{"}name: …, url: …{"}"}
check-source-empty = source needs a name or a url
check-source-empty-mend = write source: {"{"}name: …, url: …{"}"}
check-source-unknown = the source is not said yet
check-source-unknown-mend = write who published it into source: name; readers see it
check-no-link = the url '{ $url }' is no link
check-no-link-mend = begin with https:// and leave no spaces in it
check-no-such-day = there is no day { $date }
check-no-such-day-mend = check day and month
check-no-date = '{ $date }' is no date
check-no-date-mend = write year-month-day: 2009-05-08
check-no-period = the period needs from and to, in this order
check-no-period-mend = write date: {"{"}from: 2009-01-01, to: 2009-03-31{"}"}
check-no-meeting = meeting must hold { $known }
check-no-meeting-mend = indent them under meeting:
check-error = error
check-warning = warning
check-sum = { $entries } entries read; errors: { $errors }, warnings: { $warnings }.
check-date-missing = there is no date
check-date-missing-mend = write date: year-month-day, as on the page
check-date-future = the date { $date } is in the future
check-date-future-mend = check the year, or wait
check-date-early = the date { $date } is before any source
check-date-early-mend = check the year
check-review-past = was to be looked at by { $date }
check-review-past-mend = check that it still holds and set a new review_by, or replace it
check-yaml-trap = other programs read { $value } without quotes as something else
check-yaml-trap-mend = write '{ $value }' in quotes
check-decomposed = letters are stored apart from their accents (NFD)
check-decomposed-mend = save as NFC; hoibo reads it as NFC anyway
check-hidden-sign = a sign that does not show ({ $sign }) near "{ $around }"
check-hidden-sign-mend = delete it; often it came with a copy from a web page
check-lone-mark = an accent that belongs to no letter ({ $sign }) near "{ $around }"
check-lone-mark-mend = type the word again
check-mixed-alphabets = a letter of another alphabet ({ $sign }) near "{ $around }"
check-mixed-alphabets-mend = type the word again with a Vietnamese keyboard
check-short-body = the body has only { $length } characters
check-short-body-mend = take in the whole text, { $least } characters at least
check-leftover = a leftover of a web page: "{ $text }"
check-leftover-mend = delete the line
check-markup = a leftover of HTML: "{ $text }"
check-markup-mend = delete it; hoibo shows plain text
check-secret = a mark of secrecy: "{ $text }"
check-secret-mend = take the entry out: state secrets do not belong into a chat
check-identity-number = seems to hold an identity card's number
check-identity-number-mend = delete the number, or set visibility: admin
check-phone-number = seems to hold a person's phone number
check-phone-number-mend = delete the number, or set visibility: admin
check-replaces-nothing = replaces '{ $id }', which there is not
check-replaces-nothing-mend = check the id of the older entry
check-replaces-circle = entries replace each other in a circle: { $circle }
check-replaces-circle-mend = keep replaces: only in the newest
check-waits = entry { $id } is here no more, but { $other } names it and has an error, so it stays as it was
check-waits-mend = mend that file; the change here is then served by itself
check-same-question = '{ $other }' claims the same question: { $question } ({ $where })
check-same-question-mend = ask more exactly in one of the two
check-question-twice = the question stands twice: { $question }
check-question-twice-mend = delete one
check-same-link = '{ $other }' has the same link { $url }
check-same-link-mend = keep one of the two, or correct the link
check-question-finds-other = the question finds '{ $other }' first: { $question }
check-question-finds-other-mend = use words of this entry, or make the question more exact
check-question-finds-nothing = the question does not find this entry: { $question }
check-question-finds-nothing-mend = use words of the title and the body
check-near-double = { $share } the same text as '{ $other }' ({ $where })
check-near-double-mend = keep one of the two, or write replaces:
check-dead-link =
    the link is dead: { $url } ({ $reason ->
        [no-server] there is no such server
       *[other] { $reason }
    })
check-dead-link-mend = correct the link, or leave out url and keep the source's name
check-unsure-link =
    the link could not be checked: { $url } ({ $reason ->
        [redirects] it leads round and round
        [private] it leads into a private network
        [too-slow] it takes too long
        [tls] the site's certificate is not good
        [unreachable] the server does not answer
        [no-link] this is no http(s) link
       *[other] { $reason }
    })
check-unsure-link-mend = open it in a browser: leave it where the page is there, else correct it
