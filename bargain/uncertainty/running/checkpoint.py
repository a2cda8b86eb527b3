"""Finished chunks on disk: one file each, written whole or not at all, and one that says what they belong to."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.uncertainty.running.tally import Tally

SETTINGS = "ensemble.json"


@dataclass(frozen=True)
class Checkpoint:
    """A folder with the finished chunks of one ensemble."""

    folder: Path

    @staticmethod
    def at(folder: Any, settings: dict[str, Any]) -> Checkpoint:
        """The checkpoint in `folder`, made where it is not there yet; GameError when it belongs to another ensemble."""
        if not isinstance(folder, (str, os.PathLike)):
            raise GameError(f"checkpoint: {shown(folder)} is not the path of a folder; give a text or a Path")
        place = Path(folder)
        known = place / SETTINGS
        if known.is_file():
            _same(known, settings)
        elif place.is_dir() and any(place.iterdir()):
            raise GameError(f"checkpoint: {place} holds other files and no {SETTINGS}; name a new or empty folder")
        else:
            place.mkdir(parents=True, exist_ok=True)
            _write(known, json.dumps(settings, indent=2).encode())
        return Checkpoint(place)

    def numbers(self) -> set[int]:
        """Numbers of the finished chunks; a file that cannot be read is as if it were not there."""
        found = set()
        for path in sorted(self.folder.glob("chunk-*.json.gz")):
            number = path.name.removeprefix("chunk-").removesuffix(".json.gz")
            if number.isdecimal() and self._read(int(number)) is not None:
                found.add(int(number))
        return found

    def tally(self, index: int) -> Tally:
        """A finished chunk. Raises GameError when its file was taken away or changed meanwhile."""
        found = self._read(index)
        if found is None:
            raise GameError(f"checkpoint: {self._path(index)} was taken away or changed while it was in use; run again")
        return found

    def _path(self, index: int) -> Path:
        return self.folder / f"chunk-{index:07d}.json.gz"

    def _read(self, index: int) -> Tally | None:
        try:
            return Tally.from_plain(json.loads(gzip.decompress(self._path(index).read_bytes())))
        except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error):
            return None

    def keep(self, index: int, tally: Tally) -> None:
        """Write one finished chunk."""
        packed = gzip.compress(json.dumps(tally.to_plain()).encode(), compresslevel=5, mtime=0)
        _write(self._path(index), packed)


def _same(known: Path, settings: dict[str, Any]) -> None:
    try:
        held = json.loads(known.read_text(encoding="utf-8"))
    except ValueError:
        held = None
    if not isinstance(held, dict):
        raise GameError(f"checkpoint: {known} cannot be read; name another folder")
    other = [key for key in settings if held.get(key) != settings[key]]
    if other:
        found = "; ".join(f"{key}: {_short(held.get(key))} there, {_short(settings[key])} here" for key in other)
        raise GameError(
            f"checkpoint: {known.parent} belongs to another ensemble ({found}); "
            f"name another folder, or run with the settings of this one"
        )


def _short(given: Any) -> str:
    text = json.dumps(given)
    return text if len(text) <= 40 else f"{text[:37]}…"


def _write(path: Path, content: bytes) -> None:
    """All of `content` or nothing, whatever happens meanwhile."""
    half = path.with_name(f"{path.name}.{os.getpid()}.part")
    half.write_bytes(content)
    os.replace(half, path)
