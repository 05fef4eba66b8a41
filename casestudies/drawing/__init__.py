"""Drawings as plain data: where things stand, which way lines run. The same things are always drawn in the same way.

`forces` and `names` draw what is joined without order, `layers` what came of what. Templates make SVG of it.
"""
