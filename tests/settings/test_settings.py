import datetime as dt

import pytest

from bot.errors import SettingsError
from bot.settings import Access, read_settings


def test_defaults_are_those_of_a_small_private_bot(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    settings = read_settings()
    assert settings.token is None
    assert settings.access is Access.INVITE
    assert settings.listen == "127.0.0.1:8080"
    assert settings.zone.key == "Asia/Ho_Chi_Minh"


def test_ids_are_comma_separated_and_the_environment_wins_over_the_file(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hoibo.toml").write_text('admins = "7"\ntimezone = "UTC"\n', encoding="utf-8")
    monkeypatch.setenv("HOIBO_ADMINS", "1, 2,3")
    settings = read_settings()
    assert settings.admins == {1, 2, 3}
    assert settings.timezone == "UTC"


def test_a_token_comes_from_a_file_and_never_shows(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "token").write_text("123:abc\n", encoding="utf-8")
    monkeypatch.setenv("HOIBO_TOKEN_FILE", str(tmp_path / "token"))
    settings = read_settings()
    assert settings.token is not None
    assert settings.token.get_secret_value() == "123:abc"
    assert "123:abc" not in repr(settings)


def test_the_morning_is_a_time_of_the_day(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert read_settings().morning == dt.time(8)
    (tmp_path / "hoibo.toml").write_text('morning = "07:30"\n', encoding="utf-8")
    assert read_settings().morning == dt.time(7, 30)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMEZONE", "Asia/Hanoi_"),
        ("ADMINS", "x"),
        ("ACCESS", "everyone"),
        ("MORNING", "sáng"),
        ("MORNING", "07:30+07:00"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch, tmp_path, name, value):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"HOIBO_{name}", value)
    with pytest.raises(SettingsError, match=f"HOIBO_{name}"):
        read_settings()


def test_feeds_are_a_list_in_the_file_comma_separated_in_the_environment_and_links(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hoibo.toml").write_text('feeds = ["https://mic.gov.vn/tin.rss"]\n', encoding="utf-8")
    assert read_settings().feeds == ("https://mic.gov.vn/tin.rss",)
    monkeypatch.setenv("HOIBO_FEEDS", "https://a.vn/1.xml, http://b.vn/2.xml")
    assert read_settings().feeds == ("https://a.vn/1.xml", "http://b.vn/2.xml")
    monkeypatch.setenv("HOIBO_FEEDS", "file:///etc/passwd")
    with pytest.raises(SettingsError, match="HOIBO_FEEDS"):
        read_settings()
