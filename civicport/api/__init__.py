"""What every part of the API has in common: strict parameters, pages, problem details, flat lists, documents."""
