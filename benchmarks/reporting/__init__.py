"""From lines to tables and plots: every figure on the page is worked out here, none is typed by hand."""
