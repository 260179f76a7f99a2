"""Names of the files a web page attaches beside its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.clean_text import clean_line

if TYPE_CHECKING:
    from bs4 import Tag

_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|rar|7z|txt|jpe?g|png)(?:\?|$)", re.I)
_ATTACHED = re.compile("(?:^|[-_])(?:xg)?fj|fujian|attach|annex|appendix", re.I)
_FRAMES = 4
"""Elements around a link whose names may say that they hold attachments."""


def attachments_beside(main: Tag) -> list[str]:
    """Names of attached files linked after `main`, in page order, each once.

    A link counts that is named 附件 or lies in an element named after attachments.
    """
    names = []
    for link in main.find_all_next("a"):
        name = clean_line(link.get_text())
        if not name or not _FILE.search(str(link.get("href") or "")):
            continue
        outside = all(parent is not main for parent in link.parents)
        if outside and (name.startswith("附件") or _is_attached(link)):
            names.append(name)
    return list(dict.fromkeys(names))


def _is_attached(link: Tag) -> bool:
    names = [
        str(name)
        for parent in list(link.parents)[:_FRAMES]
        for name in (*parent.get_attribute_list("class"), *parent.get_attribute_list("id"))
        if name
    ]
    return any(_ATTACHED.search(name) for name in names)
