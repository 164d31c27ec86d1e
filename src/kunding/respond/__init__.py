"""Cases: every customer gets an answer, in time."""
