"""The map of the world: its projection, the outlines of countries, the windows onto it, and points that cluster.

Plain numbers and texts: nothing here knows a case study, a request or a page. A position on the map is measured in
units of which the world is `WIDTH` wide and `HEIGHT` high, from its upper left corner.
"""
