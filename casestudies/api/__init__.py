"""The catalogue's API. The same FilterSets as on the pages, strict: what a page only reports is refused here."""
