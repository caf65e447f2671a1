"""Which engine a build runs on, by its name.

In:  the options of `dragoman build`. Out: an engine that has started, None for this machine's own processes.
Imported inside the command: an engine knows the whole write path, which nobody waits for who asks for help.
"""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.executors.engine import Engine
from dragoman.settings import read_settings


def start_engine(
    name: str, record: str | None, workers: int | None, ray_address: str | None, work_folder: Path | None
) -> AbstractContextManager[Engine | None]:
    """Start the engine of this name; None stands for this machine's own processes. `record` is its address as given."""
    if name == "local":
        if ray_address is not None or work_folder is not None:
            raise UsageError("--ray-address and --work-folder belong to --engine ray")
        return nullcontext()
    if name != "ray":
        raise UsageError(f"no engine {name!r}: there are local and ray")
    # Else Ray tells on standard output, among what we print there, of each worker that died and was replaced.
    os.environ.setdefault("RAY_DEDUP_LOGS_SKIP_REGEX", ".*")
    try:
        from dragoman.executors.ray_cluster import RayCluster
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != "ray":
            raise
        raise UsageError("--engine ray needs Ray: pip install 'dragoman[ray]', on every machine") from error
    return RayCluster(work_folder or choose_work_folder(record), address=ray_address, workers=workers)


def choose_work_folder(record: str | None) -> Path:
    """Give the folder beside a record that is a file; of a server, one in the working directory."""
    address = record or read_settings().record
    if "://" in address or address.startswith(":"):
        return Path("dragoman-shards")
    return Path(f"{address}.shards")
