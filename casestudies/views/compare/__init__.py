"""Records side by side as a page: `page` answers, `sections` shows what they say, `picker` finds another to add."""
