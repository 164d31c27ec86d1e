"""Starts Django for the commands that need the database."""

import os

import django
from django.core.management import call_command
from django.utils import translation

from kunding.cli.refusal import Refused
from kunding.config.environment import SettingIsWrong


def start() -> None:
    """Load settings and rooms, and bring the database up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kunding.config.settings")
    try:
        django.setup()
    except SettingIsWrong as wrong:
        raise Refused(str(wrong)) from wrong
    call_command("migrate", verbosity=0, interactive=False)


def start_in_english() -> None:
    """Start, and let the rooms say in English what went wrong, as the command itself does.

    Only for commands that write nothing in the company's language by themselves.
    """
    start()
    translation.activate("en")
