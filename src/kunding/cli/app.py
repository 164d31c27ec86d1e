"""All commands, in the order in which help lists them."""

import typer

from kunding.cli.ask import ask
from kunding.cli.backup import backup
from kunding.cli.cases import cases
from kunding.cli.demo import demo
from kunding.cli.disclose import disclose
from kunding.cli.doctor import doctor
from kunding.cli.erase import erase
from kunding.cli.import_ import import_
from kunding.cli.lake import lake
from kunding.cli.pains import pains
from kunding.cli.person import person
from kunding.cli.read import read
from kunding.cli.report import report
from kunding.cli.restore import restore
from kunding.cli.run import run
from kunding.cli.source import source
from kunding.cli.status import status
from kunding.cli.themes import themes
from kunding.cli.tone import tone
from kunding.cli.trail import trail
from kunding.cli.webhook import webhook
from kunding.cli.work import work

app = typer.Typer(
    name="kunding",
    help="Kunding hears customers, understands them, answers each one, and takes away what annoys them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("demo")(demo)
app.command("run")(run)
app.command("work")(work)
app.command("import")(import_)
app.command("read")(read)
app.command("themes")(themes)
app.command("tone")(tone)
app.command("pains")(pains)
app.command("cases")(cases)
app.command("ask")(ask)
app.command("report")(report)
app.command("status")(status)
app.command("doctor")(doctor)
app.command("backup")(backup)
app.command("restore")(restore)
app.command("disclose")(disclose)
app.command("erase")(erase)
app.add_typer(source, name="source")
app.add_typer(webhook, name="webhook")
app.add_typer(person, name="person")
app.add_typer(lake, name="lake")
app.add_typer(trail, name="trail")
