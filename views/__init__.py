"""Figures, each declared once; what a figure is stands in `views.model`."""
