"""Briefs: what case studies say, chosen and ordered for one or two pages that somebody takes into a meeting.

`making` chooses, `brief` is what was chosen, and page, `pdf` and `docx_file` show just that.
"""
