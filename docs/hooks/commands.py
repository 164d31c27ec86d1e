"""Writes docs/commands.md from the commands themselves: `python docs/hooks/commands.py`."""

from pathlib import Path

import typer
from click import Command

from kunding.cli.app import app

PAGE = Path(__file__).parents[1].joinpath("commands.md")


def main() -> None:
    sections = [section(name, command) for name, command in commands(typer.main.get_command(app), "kunding")]
    head = "# Commands\n\nExit code 0: done; 1: refused, with one sentence on stderr that says why; 2: wrong usage.\n\n"
    PAGE.write_text(head + "\n".join(sections), encoding="utf-8")


def commands(command: Command, name: str) -> list[tuple[str, Command]]:
    if not hasattr(command, "commands"):
        return [(name, command)]
    return [pair for word, inner in command.commands.items() for pair in commands(inner, f"{name} {word}")]


def section(name: str, command: Command) -> str:
    about, _, example = (command.help or "").partition("Example: ")
    lines = [f"## `{name}`\n", " ".join(about.split()) + "\n"]
    rows = [row(parameter) for parameter in command.params]
    if rows:
        lines += ["| | what it does |", "| --- | --- |", *rows, ""]
    lines.append(f"```\n{example.strip()}\n```\n")
    return "\n".join(lines)


def row(parameter: object) -> str:
    opts, help_ = getattr(parameter, "opts", []), getattr(parameter, "help", "") or ""
    if getattr(parameter, "param_type_name", "") == "option":
        return f"| {', '.join(f'`{one}`' for one in opts)} | {help_} |"
    return f"| `{getattr(parameter, 'name', '').upper()}` | {help_} |"


if __name__ == "__main__":
    main()
