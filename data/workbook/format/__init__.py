"""What the sheets are: every column with its headings, its kind of value and a sentence about it."""
