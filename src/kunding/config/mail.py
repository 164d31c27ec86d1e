"""The server that sends our mail, for letters to customers and for Django's own mails."""

from kunding.config.environment import SettingIsWrong
from kunding.respond.post.server import Server, ServerIsWrong, address_part, read_server


def mail_server(address: str, *, password: str, sender: str) -> Server | None:
    """Return the server that sends our mail, None where none is named.

    Raises SettingIsWrong, also where a server but no address of ours is named.
    """
    try:
        server = read_server(address, password=password)
    except ServerIsWrong as wrong:
        raise SettingIsWrong(str(wrong)) from wrong
    if server is not None and not address_part(sender):
        raise SettingIsWrong(
            "KUNDING_MAIL_FROM must be the address that our mails come from, like service@example.org."
        )
    return server


def django_mail(server: Server | None, *, sender: str) -> dict[str, object]:
    """Return Django's settings for its own mails, such as those for a new password; without a server none is sent."""
    if server is None:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_SSL": server.encrypted,
        # Elsewhere than on this machine a link to a new password never goes in the open.
        "EMAIL_USE_TLS": not (server.encrypted or server.is_here),
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
    }
