"""Errors of this stage.

corpus.errors.ZhiceError
└── IndexingError
    ├── IndexMissingError      nothing was built yet
    ├── IndexMismatchError     built by another model or other settings than those asked for
    ├── IndexDamagedError      files are missing or unreadable
    ├── IndexBusyError         another process is building
    ├── ModelUnavailableError  the embedding model cannot be loaded, or an extra is missing
    └── StorageError           the disk is full, the folder is read-only, the server is away
"""

from __future__ import annotations

from corpus.errors import ZhiceError


class IndexingError(ZhiceError):
    """Something about building or opening an index."""


class IndexMissingError(IndexingError):
    """Nothing was built yet."""


class IndexMismatchError(IndexingError):
    """The index was built by another model or with other settings."""


class IndexDamagedError(IndexingError):
    """Files of the index are missing or unreadable."""


class IndexBusyError(IndexingError):
    """Another process is building this index."""


class ModelUnavailableError(IndexingError):
    """The embedding model cannot be loaded."""


class StorageError(IndexingError):
    """The index cannot be written or its server cannot be reached."""
