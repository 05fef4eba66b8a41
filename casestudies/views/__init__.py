"""The pages of the catalogue. Each is short: FilterSet, page, facets, render."""
