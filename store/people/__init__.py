"""Who may sign in, with which role, and the sessions of those who have."""
