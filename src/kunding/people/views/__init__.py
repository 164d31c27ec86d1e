"""Pages about people: the list, one person, oneself."""
