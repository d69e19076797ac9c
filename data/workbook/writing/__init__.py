"""From a snapshot to a file, and the empty template."""
