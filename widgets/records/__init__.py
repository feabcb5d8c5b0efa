"""Records on the screen: lists, cells in their sheet, what changed between two loads."""
