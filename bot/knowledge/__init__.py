"""The knowledge base: entries in YAML files, read, checked and edited."""
