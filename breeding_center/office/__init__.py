"""What crosses rooms: the front door, the day's round, timelines, upkeep."""
