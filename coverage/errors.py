"""Every error the package raises on purpose.

    CoverageError
    ├── UsageError              the command line or a setting asks for something impossible
    ├── InputError              something given to `build` as a whole cannot be used
    │   ├── InputMissing        the path does not exist, or holds nothing to read
    │   └── InputUnreadable     it exists, but cannot be opened or decoded
    ├── FetchError              pages cannot be had off the web
    │   ├── NothingFetched      not one of them could be fetched
    │   └── ArchiveUnwritable   what was fetched cannot be written at the place named
    ├── ModelUnavailable        a model cannot be loaded, or is not known well enough to be used
    ├── TuningFailed            a cross-encoder learned nothing
    ├── SnapshotError           a snapshot
    │   ├── SnapshotMissing     is not there
    │   ├── SnapshotDamaged     lacks a table, or a table does not have its columns
    │   ├── SnapshotInTheWay    cannot be written: something else stands at its place
    │   ├── SnapshotUnwritable  cannot be written: the disk is full or closed to writing
    │   └── SnapshotUnfit       cannot be added to: it was not made to be
    ├── CorrectionError         a correction
    │   ├── CorrectionInvalid   says nothing that could be corrected
    │   ├── CorrectionOvertaken is late: somebody else has corrected the same thing meanwhile
    │   └── CorrectionsUnreadable   the log, or a file of corrections to take in, is none
    ├── ExportUnwritable        an export cannot be written at the place named
    ├── NoBrowser               pictures cannot be drawn: no browser starts here
    └── PresentationError       a presentation
        ├── PresentationOvertaken   was changed by somebody else meanwhile
        ├── PresentationsUnreadable the file that keeps them is none
        └── PresentationsUnwritable the disk is full or closed to writing

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


class FetchError(CoverageError):
    """Pages cannot be had off the web."""


class NothingFetched(FetchError):
    """Not one page could be fetched."""


class ArchiveUnwritable(FetchError):
    """The archive's place is taken, or the disk is full or closed to writing."""


class ModelUnavailable(CoverageError):
    """A model cannot be loaded on this machine, or was not weighed on labelled events."""


class TuningFailed(CoverageError):
    """A cross-encoder learned nothing from labelled events."""


class SnapshotError(CoverageError):
    """A snapshot cannot be read or written."""


class SnapshotMissing(SnapshotError):
    """There is no snapshot at the path."""


class SnapshotDamaged(SnapshotError):
    """A table is missing, or lacks one of its columns."""


class SnapshotInTheWay(SnapshotError):
    """Something that is no snapshot stands where one should be written."""


class SnapshotUnwritable(SnapshotError):
    """The disk is full, or does not let the snapshot, or what is kept beside it, be written."""


class SnapshotUnfit(SnapshotError):
    """The snapshot cannot be built again from what it holds."""


class CorrectionError(CoverageError):
    """A correction cannot be kept or read."""


class CorrectionInvalid(CorrectionError):
    """It says nothing that could be corrected, as an outlet without a name."""


class CorrectionOvertaken(CorrectionError):
    """Somebody else has corrected the same article, pair or claim since it was looked at."""


class CorrectionsUnreadable(CorrectionError):
    """The log, or a file of corrections to take in, cannot be read as one."""


class ExportUnwritable(CoverageError):
    """The disk is full, or does not let an export be written."""


class NoBrowser(CoverageError):
    """Pictures are drawn by Chrome or Chromium, and none is installed or starts."""


class PresentationError(CoverageError):
    """A presentation cannot be kept or read."""


class PresentationOvertaken(PresentationError):
    """Somebody else has changed the presentation since it was looked at."""


class PresentationsUnreadable(PresentationError):
    """The file that keeps the presentations cannot be read as one."""


class PresentationsUnwritable(PresentationError):
    """The disk is full, or does not let the presentations be written."""
