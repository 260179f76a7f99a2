"""Errors of this stage.

corpus.errors.ZhiceError
└── EvalError
    ├── CasesError      a question file is missing or a line of it is wrong
    ├── DatasetError    a retrieval folder lacks a file or holds a line that cannot be read
    ├── RunsError       a stored run is missing, damaged or cannot be written
    ├── DraftsError     draft cases cannot be kept, or one was changed meanwhile
    ├── LabelError      fields of a label are missing or wrong
    └── EndpointError   an assistant under measurement gave no answer that can be read
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus.errors import ZhiceError


class EvalError(ZhiceError):
    """Something about measuring."""


class CasesError(EvalError):
    """A file of labelled questions cannot be used as it is."""


class DatasetError(EvalError):
    """A folder in BEIR format cannot be used as it is."""


class RunsError(EvalError):
    """A stored run is missing, damaged or cannot be written."""


class EndpointError(EvalError):
    """An assistant of somebody else's gave no answer that can be read."""


class DraftsError(EvalError):
    """Draft cases cannot be read or kept, or one was changed meanwhile."""


class LabelError(EvalError):
    """A label as it was filled in is no case.

    Attributes:
        faults: Chinese, by the name of the field.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__("还没有保存：" + "".join(self.faults.values()))
