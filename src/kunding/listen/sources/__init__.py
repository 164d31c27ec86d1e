"""One folder per outside system that customers speak through, all alike inside."""
