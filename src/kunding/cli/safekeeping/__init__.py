"""Backups: the database and the files of the data directory in one archive, and back again."""
