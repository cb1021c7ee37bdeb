add-guessed = Guessed, please check: { $keys }
add-known = Known already: { $title } (entry { $id })
add-kept = { $file }: { $title }
add-failed = Not taken: { $error }
add-published = Published { $file }
add-not-published =
    { $file }: { $title }
    Not published, kept as a draft. Once mended: hoibo add --publish { $file }
add-no-date = date: (the page gives none: year-month-day)
add-next = Nobody sees the drafts yet. Look them over, correct them, then publish: hoibo add --publish { $folder }/name-of-file.yaml
