"""The sheet itself within 取込: every cell as it was understood."""
