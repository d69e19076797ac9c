"""The speed of a rebalance: the frontier, one point at a price, a departure; ours and the peers."""
