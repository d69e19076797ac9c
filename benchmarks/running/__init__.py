"""Running one measurement after the other, each in a process of its own, and keeping a line of each."""
