"""A group of options is one argument of the command and many on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from assistant.layout_commands.option_groups import with_groups


@dataclass(frozen=True, slots=True)
class Boat:
    """What a boat is."""

    name: Annotated[str, typer.Argument(help="name")] = "none"
    crew: Annotated[list[str] | None, typer.Option(help="who sails")] = None


def _said_to(*arguments: str) -> str:
    app = typer.Typer()

    def sail(
        harbour: Annotated[str, typer.Option(help="from")],
        boat: Boat,
        loud: Annotated[bool, typer.Option("--loud")] = False,
    ) -> None:
        """Sail."""
        typer.echo(f"{harbour} {boat.name} {boat.crew} {loud}")

    app.command()(with_groups(sail))
    return CliRunner().invoke(app, arguments).output


def test_the_fields_of_a_group_are_arguments_and_options_beside_the_others() -> None:
    said = _said_to("Titania", "--crew", "甲", "--crew", "乙", "--harbour", "Kiel", "--loud")
    assert said == "Kiel Titania ['甲', '乙'] True\n"


def test_a_field_that_is_not_given_has_its_default() -> None:
    assert _said_to("--harbour", "Kiel") == "Kiel none None False\n"


def test_help_tells_of_the_fields_and_not_of_the_group() -> None:
    said = _said_to("--help")
    assert "who sails" in said
    assert "--boat" not in said
