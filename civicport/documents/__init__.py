"""The way in: documents are read, checked, accepted, and written out again.

Nothing outside this package writes a record; `accepting.accept` is the only door.
"""
