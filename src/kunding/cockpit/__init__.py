"""The whole on one page, and the board report."""
