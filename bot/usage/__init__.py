"""What was asked and how it went: records, reports, and the state that must survive."""
