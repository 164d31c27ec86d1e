"""How a command says no."""


class Refused(Exception):
    """The command cannot do what was asked; the text is one sentence that says why and what to do."""
