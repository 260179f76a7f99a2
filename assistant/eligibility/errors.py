"""Errors of the assessment.

assistant.errors.AssistantError
└── EligibilityError
    ├── ExpressionError     a rule that cannot be read; says where
    ├── ProgrammeError      a programme file that is wrong; names file and key
    └── ProfileError        a profile that cannot be taken; names the field
"""

from __future__ import annotations

from assistant.errors import AssistantError


class EligibilityError(AssistantError):
    """Something about programmes, profiles or their assessment."""


class ExpressionError(EligibilityError):
    """A rule cannot be read.

    Attributes:
        reason: Chinese, without a full stop.
        position: the character where it goes wrong, from 1; None for the rule as a whole.
    """

    def __init__(self, reason: str, *, position: int | None = None) -> None:
        self.reason, self.position = reason, position
        place = "" if position is None else f"第 {position} 个字符处："
        super().__init__(f"规则写法有误，{place}{reason}。")


class ProgrammeError(EligibilityError):
    """A programme file cannot be used; the message names the file and the key."""


class ProfileError(EligibilityError):
    """A company profile cannot be taken; the message names the field."""
