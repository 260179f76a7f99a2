"""Figures of a programme that change by date, as its rules use them."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.eligibility.rules.number_nodes import ParameterNumber

Parameters = Mapping[str, ParameterNumber]
"""By name; what 参数(name) may name."""

NO_PARAMETERS: Parameters = {}
