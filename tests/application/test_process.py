import pytest

from bot.application.process import run
from bot.errors import SettingsError
from bot.settings import Settings


def test_a_webhook_is_refused_rather_than_silently_polled_beside():
    with pytest.raises(SettingsError, match="HOIBO_WEBHOOK_URL"):
        run(Settings(webhook_url="https://bot.example.vn/hook"), port=0)
