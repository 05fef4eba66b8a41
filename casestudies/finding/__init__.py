"""The way out: every question that a reader can ask is a selection, read from the query string by a FilterSet.

`registry` says which facets there are, `filters` reads and checks, `selection` is the question as a value, `facets`
counts the answers. This is plain SQL.
"""
