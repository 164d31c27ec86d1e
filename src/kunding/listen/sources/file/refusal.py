"""The one way in which a file as a whole is turned down."""


class FileRefused(ValueError):
    """A file that can't be imported at all; its text is one sentence to a person."""
