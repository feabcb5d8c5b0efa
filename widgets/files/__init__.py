"""Files on the screen: made when they are asked for, and offered."""
