"""The editors' desk: Django's admin, in which a record is its document, edited as YAML and accepted like any other."""
