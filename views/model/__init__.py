"""What a view is, and the figure that is made of one."""
