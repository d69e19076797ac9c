"""Questions a team asks of a proposal, answered by solving: who else, why not her, at what price, what collides."""
