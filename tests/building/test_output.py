"""Files are written whole or not at all, and everything else stays as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from impd.building import output
from impd.building.output import check_writable, write_whole
from impd.errors import OutputFault
from tests.commands import hashes


def test_files_and_their_folders_are_written(tmp_path):
    write_whole({tmp_path / "a" / "b" / "one": b"1", tmp_path / "a" / "two": b"2"})
    assert (tmp_path / "a" / "b" / "one").read_bytes() == b"1"
    assert sorted(hashes(tmp_path)) == ["a", "a/b", "a/b/one", "a/two"]
    assert (tmp_path / "a" / "two").stat().st_mode & 0o777 == 0o644


def test_files_are_replaced_and_no_other_is_touched(tmp_path):
    (tmp_path / "one").write_bytes(b"old")
    (tmp_path / "mine").write_bytes(b"mine")
    write_whole({tmp_path / "one": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"new", "mine": b"mine"}


def failing(call, at):
    """A system call that fails the given time it is made."""
    count = iter(range(1, 1000))

    def fail(*arguments, **named):
        if next(count) == at:
            raise OSError(28, "No space left on device")
        return call(*arguments, **named)

    return fail


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("call", ["replace", "fdopen", "chmod", "rename"])
def test_a_failure_half_way_takes_everything_back(call, at, tmp_path, monkeypatch):
    for name in ("one", "two", "three"):
        (tmp_path / name).write_bytes(b"old")
    before = hashes(tmp_path)
    monkeypatch.setattr(output.os, call, failing(getattr(os, call), at))
    with pytest.raises(OutputFault) as fault:
        write_whole({tmp_path / name: b"new" for name in ("one", "two", "three")})
    monkeypatch.undo()
    name = ("one", "two", "three")[at - 1]
    assert str(fault.value) == (
        f"{tmp_path / name}: cannot be written: no space left on device. Choose another folder with --out."
    )
    assert hashes(tmp_path) == before


def test_a_failure_half_way_leaves_no_new_file_and_no_new_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(output.os, "replace", failing(os.replace, 2))
    with pytest.raises(OutputFault):
        write_whole({tmp_path / "deep" / "er" / name: b"new" for name in ("one", "two")})
    assert hashes(tmp_path) == {}


def test_an_interruption_takes_everything_back(tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(output.os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole({tmp_path / "one": b"new"})
    assert hashes(tmp_path) == {}


@pytest.mark.parametrize("deep", ["", "new", "new/deeper/still"])
def test_checking_makes_nothing(deep, tmp_path):
    check_writable(tmp_path / deep)
    assert list(tmp_path.iterdir()) == []


def test_checking_a_relative_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    check_writable(Path("new/deeper"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_found_before_anything_is_built(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputFault, match="file/out: cannot be written: not a directory"):
        check_writable(tmp_path / "file" / "out")
