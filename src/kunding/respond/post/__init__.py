"""Speaking to the mail server: a letter in, bytes out, one connection for many; no Django and no database."""
