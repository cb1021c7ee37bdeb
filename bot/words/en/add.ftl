add-guessed = Guessed, please check: { $keys }
add-known = Known already: { $title } (entry { $id })
add-kept = { $file }: { $title }
add-failed = Not taken: { $error }
add-published = Published { $file }
