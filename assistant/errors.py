"""Errors of this stage.

corpus.errors.ZhiceError
└── AssistantError
    ├── BadQuestionError    the question cannot be taken: empty, far too long, a bad date or place
    ├── ConversationsError  the file of chats cannot be opened, read or written
    ├── ModelError          the language model gave no answer, or none that can be used
    │   ├── ModelBusyError       it may do better in a moment: too many requests, a server error
    │   └── RequestRefusedError  it will not take the request as it is: too long, unknown options
    ├── NotReadyError       the data folder is still being prepared
    ├── PatentStoreError    the file of patent lists cannot be used, or a list is not there
    ├── LayoutError         a scope, filter or idea cannot be taken as given
    ├── ReportError         a report cannot be made into a file of that format
    ├── ServeError          the page cannot be started: a port in use, a folder that is read-only
    └── SettingsError       a setting out of its range; saved ones that cannot be read or written
"""

from __future__ import annotations

from corpus.errors import ZhiceError


class AssistantError(ZhiceError):
    """Something about answering."""


class BadQuestionError(AssistantError):
    """The question, its date or its place cannot be taken as given."""


class ServeError(AssistantError):
    """The chat page cannot be started."""


class ConversationsError(AssistantError):
    """The file of chats cannot be opened, read or written."""


class ModelError(AssistantError):
    """The language model gave no reply, or one that never ends; the message is Chinese."""


class ModelBusyError(ModelError):
    """The endpoint may do better in a moment.

    Attributes:
        pause_seconds: to wait before asking again, at least.
    """

    def __init__(self, message: str, *, pause_seconds: float) -> None:
        super().__init__(message)
        self.pause_seconds = pause_seconds


class RequestRefusedError(ModelError):
    """The endpoint does not take the request as it is; asked again it would not either."""


class NotReadyError(AssistantError):
    """The data folder is still being prepared; the message says how far it is."""


class PatentStoreError(AssistantError):
    """The file of patent lists cannot be opened, read or written, or has no such list."""


class LayoutError(AssistantError):
    """A scope of patents, its filters or an idea to compare cannot be taken as given."""


class SettingsError(AssistantError):
    """A setting is out of its range, or the saved ones cannot be read or written."""


class ReportError(AssistantError):
    """A report cannot be made into a file; the message names the format and another one."""
