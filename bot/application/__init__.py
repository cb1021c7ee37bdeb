"""The composition root: everything that runs is built here, from the settings."""
