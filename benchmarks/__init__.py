"""How fast the catalogue finds, at sizes that it does not have yet. README.md says what is measured, and how."""
