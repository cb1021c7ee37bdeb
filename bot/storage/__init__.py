"""State that survives a crash: one database interface over SQLite and PostgreSQL, migrations, and the stores on it."""
