"""Side by side: what records of one kind answer to the same questions, as plain data. Nothing here knows a request.

comparison      questions, entries and rows; what differs, and what all have in common
case_studies, collaboration_models, tools    what each kind is asked, and where its records answer
picking         which records an address names
suggesting      what might stand beside them
"""
