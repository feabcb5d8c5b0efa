"""What accepting would do, within 取込: the figures that move, and what is to be confirmed."""
