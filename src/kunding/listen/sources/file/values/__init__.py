"""What single cells mean: nothing, a mark, a channel, a state, an amount of money."""
