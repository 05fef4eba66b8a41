"""The index: lists in memory, derived from the documents and disposable. It answers selections; it never decides them.

`names` says what everything is called, `entries` makes rows of documents, `columns` keeps them as numbers, `state` is a
list at one version, `index` follows the catalogue. The words are in `casestudies.finding.words`.
"""

from casestudies.finding.index.index import CASE_STUDIES, TAKEAWAYS, Index, forget, warm

__all__ = ["CASE_STUDIES", "TAKEAWAYS", "Index", "forget", "warm"]
