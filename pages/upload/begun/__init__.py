"""The upload under way, kept so that it can be gone on with."""
