"""The problems the solver is held against: drawn afresh from a seed, or read from public files."""
