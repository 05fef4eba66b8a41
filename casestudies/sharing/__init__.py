"""Showing the catalogue elsewhere: frames, oEmbed, and the pictures that networks show beside a link."""
