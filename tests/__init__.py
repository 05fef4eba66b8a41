"""The tests; ``python -m tests`` runs all of them on both databases and in a browser."""
