"""CivicPort: a catalogue of collaborations between civic tech and government."""
