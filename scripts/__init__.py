"""What is run by hand, or by other programs."""
