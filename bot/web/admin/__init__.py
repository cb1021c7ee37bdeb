"""The admins' page: what was asked, how it went, and what is missing; read-only but for what is done about gaps."""
