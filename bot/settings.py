"""Settings: environment variables ``HOIBO_…``, the same keys in ``hoibo.toml``, secrets from files.

The environment wins over the file. ``HOIBO_TOKEN_FILE`` and systemd credentials (``$CREDENTIALS_DIRECTORY``) keep
secrets out of the environment.
"""

from __future__ import annotations

import datetime as dt
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Access(StrEnum):
    """Who may ask."""

    INVITE = "invite"
    LIST = "list"
    OPEN = "open"


class Semantic(StrEnum):
    """Whether questions are ranked by meaning as well: where the extra is installed, or never."""

    AUTO = "auto"
    OFF = "off"


class Log(StrEnum):
    """How the log is written: for people in a terminal and as JSON elsewhere, or always one of the two."""

    AUTO = "auto"
    TEXT = "text"
    JSON = "json"


class Shared(StrEnum):
    """What is shown where others read along: in groups and inline. The values are those of an entry's visibility."""

    PUBLIC = "public"
    STAFF = "staff"


_SECRETS = ("token", "webhook_secret", "key")


class Settings(BaseSettings):
    """Everything that differs between one installation and the next. Immutable once read."""

    model_config = SettingsConfigDict(
        env_prefix="HOIBO_", toml_file="hoibo.toml", extra="ignore", frozen=True, env_ignore_empty=True
    )

    token: SecretStr | None = None
    bot_api_url: str | None = None
    proxy: SecretStr | None = None
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    access: Access = Access.INVITE
    staff: Annotated[frozenset[int], NoDecode] = frozenset()
    staff_groups: Annotated[frozenset[int], NoDecode] = frozenset()
    shared: Shared = Shared.PUBLIC
    knowledge: Path = Path("knowledge")
    semantic: Semantic = Semantic.AUTO
    vectors: Path = Path("var/vectors")
    index: Path = Path("var/index")
    database: SecretStr = SecretStr("sqlite:///var/hoibo.db")
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen: str = "127.0.0.1:8080"
    admin_url: str | None = Field(
        default=None, description="the admins' page as their browsers reach it, without /admin"
    )
    log: Log = Log.AUTO
    timezone: str = "Asia/Ho_Chi_Minh"
    morning: dt.time = Field(
        default=dt.time(8, 0), description="when the report of the day before, the news and the backup come, as 07:30"
    )
    keep_days: int = Field(default=30, ge=1, description="for how many days people's words are kept; then only counts")
    feeds: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="RSS and Atom links, read into drafts each morning"
    )
    correction_days: int = Field(
        default=7, ge=1, description="who was shown an entry in so many days may be told of its correction"
    )
    backups: Path = Path("var/backups")
    key: SecretStr | None = Field(default=None, description="signs links and hides people's ids; made at first start")

    @field_validator("admins", "staff", "staff_groups", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(part.strip() for part in value.split(",") if part.strip())
        return frozenset([value]) if isinstance(value, int) else value

    @field_validator("feeds", mode="before")
    @classmethod
    def _links(cls, value: object) -> object:
        links = value.split(",") if isinstance(value, str) else value
        if not isinstance(links, list | tuple):
            return links
        found = tuple(str(link).strip() for link in links if str(link).strip())
        for link in found:
            if not link.startswith(("http://", "https://")):
                raise ValueError(f"no link: {link!r}")
        return found

    @field_validator("admin_url")
    @classmethod
    def _root(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("no address: write it as https://bot.example.vn")
        return value.rstrip("/") if value else None

    @field_validator("morning")
    @classmethod
    def _time_of_the_installation(cls, value: dt.time) -> dt.time:
        if value.tzinfo is not None:
            raise ValueError("no time zone here: it is that of HOIBO_TIMEZONE")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as unknown:
            raise ValueError(f"unknown time zone {value!r}") from unknown
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days begin and end."""
        return ZoneInfo(self.timezone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What was passed in, then the environment, then the file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def _secrets_from_files(environment: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    credentials = environment.get("CREDENTIALS_DIRECTORY")
    for name in (*_SECRETS, "database", "proxy"):
        variable = f"HOIBO_{name.upper()}"
        places = [environment.get(f"{variable}_FILE"), f"{credentials}/hoibo_{name}" if credentials else None]
        for place in places:
            if place is None or environment.get(variable):
                continue
            path = Path(place)
            if not path.exists() and place != environment.get(f"{variable}_FILE"):
                continue
            try:
                found[name] = path.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as unreadable:
                raise SettingsError(
                    f"the secret file cannot be read ({type(unreadable).__name__})",
                    where=f"{variable}_FILE={place}",
                    mend="check the path and that hoibo's user may read it",
                ) from unreadable
            break
    return found


def read_settings(**overrides: object) -> Settings:
    """The settings of this process; ``overrides`` (from the command line) win over everything.

    Raises:
        SettingsError: names each setting that is wrong and why, never its value where it is a secret.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**{**_secrets_from_files(os.environ), **given})  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as wrong:
        details = "; ".join(f"HOIBO_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in wrong.errors())
        raise SettingsError(details, where="settings", mend="see README, «Settings»") from None
