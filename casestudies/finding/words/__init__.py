"""Words, as readers type them and as records have them."""
