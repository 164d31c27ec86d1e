"""Units, employees, roles."""
