"""What the store keeps as files: the archived bytes, the inbox, append-only lines."""
