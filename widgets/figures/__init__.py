"""Figures on the screen: cards, charts, tables, and where they come from."""
