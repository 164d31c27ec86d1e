"""All commands, in the order in which help lists them."""

import typer

app = typer.Typer(
    name="kunding",
    help="Kunding hears customers, understands them, answers each one, and takes away what annoys them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
