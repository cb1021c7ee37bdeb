"""Webhook, health, metrics and the admins' page."""
