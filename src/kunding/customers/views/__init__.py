"""Pages about customers and what goes out to them."""
