"""From a file to a snapshot, or to everything that is wrong with the file."""
