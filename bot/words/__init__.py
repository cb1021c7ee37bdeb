"""Every text that a person reads, in Vietnamese and English catalogues."""
