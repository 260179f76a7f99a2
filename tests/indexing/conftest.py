"""Hypothesis without a time limit: the first call of many a test loads a library."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
