"""What the solver is held against: models and rules that others would use, on the same problem and the same clock."""
