"""Articles and minutes from elsewhere into drafts of entries: fetched safely, read, cleaned, compared, written."""
