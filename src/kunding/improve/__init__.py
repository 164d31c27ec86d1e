"""Pain points, their price, initiatives and their proof."""
