"""Mail on its whole way: mailboxes of listen, stages of the loop, the page and the command."""

from kunding.listen.tests.conftest import imap, maildir, own_store, running_imap

__all__ = ["imap", "maildir", "own_store", "running_imap"]
