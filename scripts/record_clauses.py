"""Record how the clauses the shipped rules rest on read now, after the rules were reviewed.

    python -m scripts.record_clauses

Says which clauses are new, changed or gone since the last record, so that each can be looked at
before the file is committed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import date
from pathlib import Path

from assistant.eligibility.programme_files import load_programmes
from assistant.eligibility.recorded_clauses import RECORD
from assistant.eligibility.references import clause_digests
from corpus.builtin import load_builtin
from corpus.catalogue import Catalogue


def main() -> None:
    """Write the file and list what is different."""
    with tempfile.TemporaryDirectory() as folder, Catalogue(Path(folder) / "c.sqlite") as catalogue:
        load_builtin(catalogue)
        documents = {document.id: document for document in catalogue.documents()}
    digests: dict[str, str] = {}
    for programme in load_programmes():
        digests |= clause_digests(programme, documents.get, day=date.today())
    before = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    for key in sorted({*before, *digests}):
        if before.get(key) != digests.get(key):
            what = "new" if key not in before else "gone" if key not in digests else "changed"
            sys.stdout.write(f"{what}: {key}\n")
    text = json.dumps(digests, ensure_ascii=False, indent=0, sort_keys=True)
    RECORD.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
