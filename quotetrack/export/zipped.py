"""A ZIP archive whose members all carry one time, so that the same members make the same bytes."""

from __future__ import annotations

import shutil
import zipfile
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO

_FIRST, _LAST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)  # what ZIP can say
_MODE = 0o600 << 16


class DatedZip(zipfile.ZipFile):
    """An archive to be written, compressed; members are added by `writestr` and `write`."""

    def __init__(self, stream: BinaryIO, at: datetime) -> None:
        super().__init__(stream, "w", zipfile.ZIP_DEFLATED)
        self._at = min(max(at.astimezone(UTC).timetuple()[:6], _FIRST), _LAST)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add a member of that name."""
        super().writestr(self._make_info(str(zinfo_or_arcname)), data)

    def write(
        self, filename: str | PathLike[str], arcname: str | PathLike[str] | None = None, *_: Any
    ) -> None:
        """Add a file under a name; its own time and mode stay out."""
        info = self._make_info(str(arcname or filename))
        info.file_size = Path(filename).stat().st_size  # for how much there has to be room
        with Path(filename).open("rb") as source, self.open(info, "w") as target:
            shutil.copyfileobj(source, target)

    def _make_info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._at)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = _MODE
        return info
