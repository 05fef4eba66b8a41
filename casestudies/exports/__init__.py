"""Taking it away: every selection as a file, a feed or a citation, and the whole catalogue for other machines.

    reading       a selection read strictly, and what it finds in slices
    columns       what a document has, read off its serializer; labels: what its values are called
    tables        one row a record, a value, an entry of a list; spreadsheets (CSV) and xlsx write them
    documents     JSON, JSON-LD (schema_org), GeoJSON
    archives      zips, and YAML that can be imported again; data_package: the whole catalogue
    citations     BibTeX, RIS, CSL-JSON, the plain text, what Zotero reads
    formats       all of these by name; links leads to them, views answers
    feeds, sitemap, dcat      what other machines follow

Files are written while they are sent: a slice of rows is all that is in memory.
"""
