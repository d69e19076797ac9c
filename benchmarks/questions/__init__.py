"""The speed of the questions a team asks: price, who else, what collides."""
