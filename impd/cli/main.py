"""impd: the smaller commands around a dossier. Each is loaded only when it is called."""

from __future__ import annotations

import importlib

import click

_COMMANDS = {
    "check": ("impd.cli.check", "Say what is missing or contradicts itself, by which law, and what to do."),
    "explain": ("impd.cli.explain", "Explain one rule: law, cases, and how it came out on a dossier."),
    "fields": ("impd.cli.fields", "List what to type into each field of the CTIS form."),
    "inspect": ("impd.cli.inspect", "Inspect PDF and Word files that others made, before they are submitted."),
    "new": ("impd.cli.new", "Make a dossier folder like a sample, ready to be filled."),
    "package": ("impd.cli.package", "Lay out the application for the upload to CTIS, with titles and manifest."),
    "rules": ("impd.cli.rules", "List the rules, and which apply to a dossier."),
    "schema": ("impd.cli.schema", "Write the JSON Schemas by which an editor completes keys."),
    "shelf-life": ("impd.cli.shelf_life", "Say how long stability results stay within their limits (ICH Q1E)."),
    "slots": ("impd.cli.slots", "List the documents that the application needs, and what fills each."),
    "timeline": ("impd.cli.timeline", "Print the latest dates of the procedure, as a table or a calendar."),
    "trace": ("impd.cli.trace", "Say where a printed value comes from, and where else it is printed."),
}


class _Loaded(click.Group):
    """A group whose commands are modules; its help names them without loading any."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        loaded: click.Command = importlib.import_module(_COMMANDS[cmd_name][0]).command
        return loaded

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in sorted(_COMMANDS.items())])


@click.group(cls=_Loaded, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="impd")
def command() -> None:
    """Work on the dossier of a clinical trial application. To build its documents: make-dossier."""
