"""A maildir: a folder into which a mail server puts one file per mail (`new`, `cur`, `tmp`)."""

from kunding.listen.sources.maildir.folder import Maildir, checked_folder

__all__ = ["Maildir", "checked_folder"]
