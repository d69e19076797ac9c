"""Open cases that change hands: as few as possible, and only where it pays."""
