"""Pictures as SVG text, drawn by our own few lines: nothing to load, to run or to look up elsewhere."""
