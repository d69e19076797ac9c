"""Ways of distributing, one a file."""
