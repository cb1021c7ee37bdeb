import stat

import pytest

from bot.application.key import kept_key
from bot.errors import SettingsError


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path):
    file = tmp_path / "var" / "key"
    key = kept_key(file)
    assert len(key) == 32
    assert kept_key(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["key"]


def test_a_key_cut_short_is_told_with_its_mend(tmp_path):
    file = tmp_path / "key"
    file.write_bytes(b"short")
    with pytest.raises(SettingsError, match="delete it"):
        kept_key(file)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "var").write_text("a file")
    with pytest.raises(SettingsError, match="key file cannot be used"):
        kept_key(tmp_path / "var" / "key")
