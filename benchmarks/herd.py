"""
Payday: 11,000 people told at 07.30, all within five minutes; 36.7 come every second.

A visit is four pages: the door, the sign-in, the own workers, and one worker more. Arrivals do not
wait for answers. The bar: everybody gets a page or an honest waiting page within two seconds, and
nobody gets anything else.
"""

import asyncio
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.ten_years import PASSWORD, STAFF
from benchmarks.visitors import TOKEN

ARRIVALS = 36.7
MOST_SECONDS = 2.0
PATIENCE_SECONDS = 20.0
AFTERWARDS_SECONDS = 60
WORKER = re.compile(r'href="(/saya/pekerja/[^"]+/)"')
COOKIE = re.compile(r"^set-cookie: ([^=]+)=([^;]*)", re.I | re.M)


@dataclass
class Crowd:
    """What everybody got: `pages` and `waiting` by seconds, anything else by what it was."""

    pages: list[float] = field(default_factory=list)
    waiting: list[float] = field(default_factory=list)
    other: Counter[str] = field(default_factory=Counter)


@dataclass
class Visitor:
    """One browser: its cookies, and nothing else."""

    port: int
    crowd: Crowd
    cookies: dict[str, str] = field(default_factory=dict)

    async def ask(self, path: str, form: dict[str, str] | None = None, *, meant: float) -> str:
        """Return the page's text, or nothing where the visitor was asked to come again."""
        try:
            head, body = await asyncio.wait_for(self._exchange(path, form), PATIENCE_SECONDS)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as problem:
            self.crowd.other[type(problem).__name__] += 1
            return ""
        took = time.monotonic() - meant
        status = head.split(" ", 2)[1]
        self.cookies.update(COOKIE.findall(head))
        if status in ("200", "302", "303"):
            self.crowd.pages.append(took)
            return body or head
        if status == "503" and "retry-after" in head.lower():
            self.crowd.waiting.append(took)
        else:
            self.crowd.other[f"{status} {path}"] += 1
        return ""

    async def _exchange(self, path: str, form: dict[str, str] | None) -> tuple[str, str]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            content = urlencode(form).encode() if form is not None else b""
            lines = [
                f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
                f"Host: 127.0.0.1:{self.port}",
                "Connection: close",
                f"Cookie: {'; '.join(f'{k}={v}' for k, v in self.cookies.items())}",
                f"Referer: http://127.0.0.1:{self.port}/masuk/",
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(content)}",
            ]
            writer.write("\r\n".join([*lines, "", ""]).encode() + content)
            await writer.drain()
            answer = (await reader.read(-1)).decode("utf-8", "replace")
        finally:
            writer.close()
        if not answer:
            raise asyncio.IncompleteReadError(b"", None)
        head, _, body = answer.partition("\r\n\r\n")
        return head, body


async def run(port: int, *, seconds: int) -> dict[str, object]:
    """Let the herd come for so long, then look how long a single visitor waits after it."""
    crowd = Crowd()
    began = time.monotonic()
    visits = []
    for number in range(int(ARRIVALS * seconds)):
        meant = began + number / ARRIVALS
        await asyncio.sleep(max(0.0, meant - time.monotonic()))
        visitor = Visitor(port, crowd)
        visits.append(asyncio.create_task(_visit(visitor, number % (STAFF - 2000) + 2000, meant)))
    await asyncio.gather(*visits)
    return _summed(crowd, await _recovery(port))


async def _visit(visitor: Visitor, number: int, meant: float) -> None:
    door = await visitor.ask("/masuk/", meant=meant)
    token = TOKEN.search(door)
    if token is None:
        return
    form = {
        "sign_in": f"1980010120100{number:05d}",
        "password": PASSWORD,
        "csrfmiddlewaretoken": token.group(1),
    }
    if not await visitor.ask("/masuk/", form, meant=time.monotonic()):
        return
    home = await visitor.ask("/saya/", meant=time.monotonic())
    worker = WORKER.search(home)
    if worker is not None:
        await visitor.ask(worker.group(1), meant=time.monotonic())


async def _recovery(port: int) -> float:
    """Return the seconds after the herd until a page comes as it does on a quiet day."""
    ended = time.monotonic()
    while time.monotonic() - ended < AFTERWARDS_SECONDS:
        alone = Crowd()
        await Visitor(port, alone).ask("/masuk/", meant=time.monotonic())
        if alone.pages and alone.pages[0] < 0.25:
            break
        await asyncio.sleep(0.5)
    return time.monotonic() - ended


def _summed(crowd: Crowd, recovery: float) -> dict[str, object]:
    answers = sorted(crowd.pages + crowd.waiting)
    return {
        "asked": len(answers) + sum(crowd.other.values()),
        "pages": len(crowd.pages),
        "waiting_pages": len(crowd.waiting),
        "other": dict(crowd.other),
        "p50_s": round(answers[len(answers) // 2], 3) if answers else None,
        "p95_s": round(answers[len(answers) * 95 // 100], 3) if answers else None,
        "slowest_s": round(answers[-1], 3) if answers else None,
        "recovery_s": round(recovery, 1),
    }


def table(found: dict[str, object]) -> str:
    return "\n".join(["| the herd | |", "|---|---|", *(f"| {k} | {v} |" for k, v in found.items())])


def over_limit(found: dict[str, object]) -> list[str]:
    broken = []
    if found["other"]:
        broken.append("herd: somebody got neither a page nor a waiting page")
    if float(str(found["slowest_s"])) > MOST_SECONDS:
        broken.append("herd: somebody waited longer than two seconds")
    if float(str(found["recovery_s"])) > AFTERWARDS_SECONDS:
        broken.append("herd: no recovery within a minute")
    return broken
