"""Who works: by the name they type, or by signing in."""
