"""What `kunding doctor` looks at."""
