"""Every error the package raises on purpose.

    CoverageError
    ├── UsageError              the command line or a setting asks for something impossible
    ├── InputError              something given to `build` as a whole cannot be used
    │   ├── InputMissing        the path does not exist, or holds nothing to read
    │   └── InputUnreadable     it exists, but cannot be opened or decoded
    ├── ModelUnavailable        the embedding model cannot be loaded
    └── SnapshotError           a snapshot
        ├── SnapshotMissing     is not there
        ├── SnapshotDamaged     lacks a table, or a table does not have its columns
        ├── SnapshotInTheWay    cannot be written: something else stands at its place
        └── SnapshotUnwritable  cannot be written: the disk is full or closed to writing

Each message is one sentence for the person at the screen: what is wrong, then what to do.
A single page that cannot be used is no error: it becomes a `records.Rejected` with a reason.
"""

from __future__ import annotations


class CoverageError(Exception):
    """Root of the tree; `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(CoverageError):
    """The command line or a setting asks for something impossible."""

    exit_code = 2


class InputError(CoverageError):
    """Something given to `build` as a whole cannot be used."""


class InputMissing(InputError):
    """The path does not exist, or holds nothing that can be read."""


class InputUnreadable(InputError):
    """The path exists, but cannot be opened or decoded."""


class ModelUnavailable(CoverageError):
    """The embedding model cannot be loaded on this machine."""


class SnapshotError(CoverageError):
    """A snapshot cannot be read or written."""


class SnapshotMissing(SnapshotError):
    """There is no snapshot at the path."""


class SnapshotDamaged(SnapshotError):
    """A table is missing, or lacks one of its columns."""


class SnapshotInTheWay(SnapshotError):
    """Something that is no snapshot stands where one should be written."""


class SnapshotUnwritable(SnapshotError):
    """The disk is full, or does not let the snapshot be written."""
