"""Options that belong together: written once as a dataclass, taken by a command as one argument."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, TypeGuard, get_type_hints


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """The command as Typer reads it: every field of its dataclasses is an option of its own.

    Args:
        command: its parameters are options, or frozen dataclasses all of whose fields are
            options with defaults; no two of them share a name.
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if _is_group(hint)}

    @wraps(command)
    def flat(**given: object) -> None:
        for name, group in groups.items():
            given[name] = group(**{field.name: given.pop(field.name) for field in fields(group)})
        command(**given)

    options = list(_options(command, hints))
    flat.__signature__ = Signature(options)  # type: ignore[attr-defined]
    flat.__annotations__ = {option.name: option.annotation for option in options}
    return flat


def _is_group(hint: object) -> TypeGuard[type]:
    return isinstance(hint, type) and is_dataclass(hint)


def _options(command: Callable[..., None], hints: dict[str, Any]) -> Iterator[Parameter]:
    for name, parameter in signature(command).parameters.items():
        group = hints[name]
        if not _is_group(group):
            yield parameter.replace(annotation=group, kind=Parameter.KEYWORD_ONLY)
            continue
        types = get_type_hints(group, include_extras=True)
        for field in fields(group):
            yield Parameter(
                field.name,
                Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=types[field.name],
            )
