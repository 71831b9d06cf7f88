"""The keeper's screens."""
