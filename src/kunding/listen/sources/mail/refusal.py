"""How the parser says that a mail is more than it takes."""


class MailIsBeyondUs(Exception):
    """A mail that is not taken apart; `reason` is a word, the text one sentence that says why."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
