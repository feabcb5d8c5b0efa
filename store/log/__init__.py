"""The one log: who did what, in a table and a file, each entry sealed with the one before."""
