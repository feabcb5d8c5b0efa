"""Keeping the store sound: made anew where it is damaged, verified, backed up, restored."""
