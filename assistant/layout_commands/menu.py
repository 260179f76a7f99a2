"""The commands under their names."""

from __future__ import annotations

import typer

from assistant.layout_commands import analysis, deadlines, lists, search

app = typer.Typer(no_args_is_help=True)
app.command("import")(lists.import_lists)
app.command("lists")(lists.show_lists)
app.command("remove")(lists.remove_list)
app.command("names")(lists.show_names)
app.command("scope")(search.show_scope)
app.command("nearest")(search.show_nearest)
app.command("landscape")(analysis.show_landscape)
app.command("compare")(analysis.show_comparison)
app.command("advise")(analysis.show_advice)
app.command("report")(analysis.write_report)
app.command("deadlines")(deadlines.show_deadlines)
