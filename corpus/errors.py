"""The root error and this stage's own.

ZhiceError                      shown to users: Chinese text that says what to do next
└── CorpusError
    ├── UnreadableFileError     damaged, encrypted, empty, scanned, garbled, mis-named, too big
    ├── UnknownFormatError      a file type we have no reader for
    ├── RecogniserError         the engine that reads scans cannot be started
    ├── FrontMatterError        identity block of a Markdown file is wrong
    ├── BadPlaceError           a place that is unknown or could be several
    ├── CatalogueError          the catalogue cannot be opened or written
    ├── TransferFileError       a file for import is damaged, foreign or of a newer program
    ├── UnknownDocumentError    no document with that id
    ├── ComparisonError         the two texts to compare cannot be told, or are one
    └── StatutesMissingError    the [statutes] extra is absent or its data file is not the known one
"""

from __future__ import annotations


class ZhiceError(Exception):
    """Root of all errors a user may see; the message is Chinese and says what to do next."""


class CorpusError(ZhiceError):
    """Something about source files or the catalogue."""


class UnreadableFileError(CorpusError):
    """A file was named but could not be turned into text.

    Attributes:
        name: file name shown to the user.
        reason: Chinese, why it cannot be read.
    """

    def __init__(self, name: str, *, reason: str, remedy: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"读不了 {name}：{reason}。{remedy}")


class UnknownFormatError(CorpusError):
    """No reader for this kind of file."""


class RecogniserError(CorpusError):
    """The engine that reads scans is installed but cannot be started."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"文字识别组件启动不了（{reason}）。缺少 libGL 时，可执行 "
            "apt-get install libgl1 libglib2.0-0，或执行 "
            "pip install --force-reinstall opencv-python-headless，再重新导入。"
        )


class FrontMatterError(CorpusError):
    """The identity block of a Markdown file has a wrong or unknown entry."""


class BadPlaceError(CorpusError, ValueError):
    """A place given by the user is unknown or could be several."""


class CatalogueError(CorpusError):
    """The catalogue cannot be opened, read or written."""


class TransferFileError(CorpusError):
    """A file for import is damaged, foreign or of a newer program, or cannot be written."""


class UnknownDocumentError(CorpusError):
    """The catalogue has no document with that id."""

    def __init__(self, document_id: str) -> None:
        super().__init__(
            f"语料库里没有编号为 {document_id} 的文件。可用 zhice corpus list 查看全部编号。"
        )


class ComparisonError(CorpusError):
    """What to compare cannot be told from what was given, or both are the same document."""


class StatutesMissingError(CorpusError):
    """The official statute texts are not installed or are not the file we know."""
