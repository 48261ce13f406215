"""What can be typed after `payung`. Wrong use ends with status 2 and a sentence that helps."""

import argparse
import re
import sys
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from payung.jobs.arguments_of_figures import define_figures
from payung.jobs.arguments_of_rules import define_rules
from payung.jobs.readings import (
    day,
    existing_file,
    existing_folder,
    month,
    regency_code,
    speak,
    spoken,
    whole_number,
)
from payung.kernel.wording import say


class Parser(argparse.ArgumentParser):
    """Says in Indonesian, or in English with --lang en, what was wrong and what helps."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **{"allow_abbrev": False, **settings})

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self._in_words(message)}\n")
        sys.exit(2)

    def _in_words(self, message: str) -> str:
        command = self.prog.removeprefix("payung").strip()
        if found := re.fullmatch(r"the following arguments are required: (.*)", message):
            return say("cli.required", spoken(), names=found[1], command=command)
        if found := re.fullmatch(r"(?s)unrecognized arguments: (.*)", message):
            return say("cli.unknown", spoken(), names=found[1], command=command)
        if found := re.fullmatch(
            r"argument (\S+): invalid choice: ['\"](.*)['\"] \(choose from (.*)\)", message
        ):
            return say("cli.choice", spoken(), name=found[1], value=found[2], choices=found[3])
        if found := re.fullmatch(r"argument (\S+): expected .*", message):
            return say("cli.one_value", spoken(), name=found[1])
        if found := re.fullmatch(r"(?s)argument (\S+): ignored explicit argument .*", message):
            return say("cli.no_value", spoken(), name=found[1])
        if found := re.fullmatch(r"(?s)argument (\S+): (.*)", message):
            return say("cli.value", spoken(), name=found[1], problem=found[2])
        return message


def read(given: list[str]) -> argparse.Namespace:
    """Read the words after `payung`. The wording of a mistake follows --lang wherever it stands."""
    speak("en" if _asks_english(given) else "id")
    return _parser().parse_args(given, argparse.Namespace(lang="id", json=False))


def _asks_english(given: list[str]) -> bool:
    return "--lang=en" in given or any(pair == ("--lang", "en") for pair in pairwise(given))


def _parser() -> Parser:
    common = Parser(add_help=False)
    # Suppressed defaults: a part of the line that does not say it leaves what another part said.
    unsaid = argparse.SUPPRESS
    common.add_argument("--lang", choices=["id", "en"], default=unsaid, help="bahasa / language")
    common.add_argument("--json", action="store_true", default=unsaid, help="one JSON document")
    top = Parser(prog="payung", parents=[common])
    commands = top.add_subparsers(
        dest="command", required=True, parser_class=Parser, metavar="COMMAND"
    )
    for define in (_running, _imports, _batches, _months, _questions, _people, _rehearsal):
        define(commands, common)
    return top


def _add(
    commands: "argparse._SubParsersAction[Parser]",
    common: Parser,
    name: str,
    help_: str,
    *,
    needs_database: bool = True,
) -> Parser:
    parser = commands.add_parser(name, help=help_, parents=[common])
    parser.set_defaults(needs_database=needs_database)
    return parser


def _running(commands: "argparse._SubParsersAction[Parser]", common: Parser) -> None:
    run = _add(commands, common, "run", "serve, with worker and embedded database")
    run.add_argument("--port", type=whole_number(1, 65_535), default=8000)
    run.add_argument(
        "--empty", action="store_true", help="do not load the demo into an empty database"
    )
    _demo_size(run)
    demo = _add(commands, common, "demo", "wipe and load the demo")
    _demo_size(demo)
    code = _add(commands, common, "demo-code", "the 6-digit code of a demo account")
    code.add_argument("sign_in", metavar="SIGN_IN")
    turned = _add(commands, common, "demo-day", "let the demo believe in a later day")
    turned.add_argument("day", type=day, nargs="?", default=None, metavar="DAY")
    migrate = _add(commands, common, "migrate", "prepare the database")
    migrate.add_argument("--quiet", action="store_true")
    _add(commands, common, "worker", "do the background work")
    keys = _add(commands, common, "keys", "make a key file", needs_database=False)
    keys.add_argument("file", type=Path)
    _add(commands, common, "docs", "rewrite docs/generated", needs_database=False)


def _demo_size(parser: Parser) -> None:
    parser.add_argument("--size", choices=["full", "small"], default="full")
    parser.add_argument("--seed", type=whole_number(0), default=1)
    parser.add_argument("--on", type=day, default=None, help="the day that counts as today")


def _imports(commands: "argparse._SubParsersAction[Parser]", common: Parser) -> None:
    kinds = _group(commands, common, "import", "take a file in")
    for kind in ("staff", "registrations"):
        one = _add(kinds, common, kind, f"{kind} from a spreadsheet")
        one.add_argument("file", type=existing_file)
        one.add_argument("--regency", type=regency_code, required=True)
        one.add_argument("--apply", action="store_true", help="take it over; without it, only look")
        one.add_argument("--by", default="", help="who imports, by sign-in name")
        if kind == "registrations":
            one.add_argument("--agency", default="")
            one.add_argument("--marked", type=Path, default=None)
            one.add_argument("--on", type=day, default=None, help="the day of registration")


def _batches(commands: "argparse._SubParsersAction[Parser]", common: Parser) -> None:
    kinds = _group(commands, common, "batch", "send registrations to the branch, take its answer")
    send = _add(kinds, common, "send", "send what the officer verified")
    _place(send, needed=True)
    send.add_argument(
        "--verify", action="store_true", help="verify first what waits and is in order"
    )
    send.add_argument("--out", type=Path, default=None, help="write the branch's file here")
    reply = _add(kinds, common, "reply", "take the branch's answer")
    reply.add_argument("file", type=existing_file)
    reply.add_argument("--by", default="")


def _months(commands: "argparse._SubParsersAction[Parser]", common: Parser) -> None:
    steps = _group(commands, common, "month", "the steps of a month")
    for step in ("list", "lock", "result", "remit", "receipt", "close"):
        one = _add(steps, common, step, f"{step} a month")
        one.add_argument("month", type=month)
        _place(one, needed=False)
        if step in ("list", "result"):
            one.add_argument("--file", type=Path, default=None)
        if step == "list":
            one.add_argument("--route", default="", help="a payroll route, by code or name")
            one.add_argument("--csv", type=Path, default=None, help="write the route's CSV here")
        if step == "result":
            one.add_argument("--all-as-listed", action="store_true")
        if step in ("remit", "receipt"):
            one.add_argument("--number", default="", help="of the slip, or of the receipt")
            one.add_argument("--bank", default="Bank Jateng")
            one.add_argument("--on", type=day, default=None)
        if step == "close":
            one.add_argument("--second", default="", help="who approves, by sign-in name")


def _place(parser: Parser, *, needed: bool) -> None:
    parser.add_argument("--agency", default="", required=needed)
    parser.add_argument("--regency", type=regency_code, default=None)
    parser.add_argument("--by", default="", help="who does it, by sign-in name")


def _questions(commands: "argparse._SubParsersAction[Parser]", common: Parser) -> None:
    cover = _add(commands, common, "cover", "protected on a day, and why")
    cover.add_argument("nik")
    cover.add_argument("--on", type=day, default=None)
    rules = _group(commands, common, "rules", "what the law says")
    define_rules(partial(_add, rules, common, needs_database=False))
    check = _group(commands, common, "check", "look at a number")
    nik = _add(check, common, "nik", "a NIK", needs_database=False)
    nik.add_argument("number")
    nik.add_argument("--born", type=day, default=None)
    nik.add_argument("--sex", choices=["L", "P"], default=None)
    nik.add_argument("--regency", type=regency_code, default=None)
    nik.add_argument("--on", type=day, default=None)
    nip = _add(check, common, "nip", "a NIP", needs_database=False)
    nip.add_argument("number")
    nip.add_argument("--kind", choices=["pns", "cpns", "pppk", "pppk-pw"], default=None)
    nip.add_argument("--born", type=day, default=None)
    nip.add_argument("--sex", choices=["L", "P"], default=None)
    _add(commands, common, "verify", "check every invariant")
    define_figures(partial(_group, commands, common), partial(_add, common=common))


def _people(commands: "argparse._SubParsersAction[Parser]", common: Parser) -> None:
    kinds = _group(commands, common, "person", "people who sign in")
    add = _add(kinds, common, "add", "a person with a duty; prints a password made now")
    add.add_argument("sign_in")
    add.add_argument("--name", default="")
    add.add_argument(
        "--role",
        required=True,
        choices=[
            "officer",
            "treasurer",
            "office_head",
            "branch",
            "leader",
            "korpri",
            "secretariat",
            "auditor",
        ],
    )
    add.add_argument("--agency", default="")
    place = add.add_mutually_exclusive_group(required=True)
    place.add_argument("--regency", type=regency_code)
    place.add_argument("--province", default="")


def _rehearsal(commands: "argparse._SubParsersAction[Parser]", common: Parser) -> None:
    one = _add(commands, common, "rehearse", "the whole programme on files it has never seen")
    one.add_argument("--regency", type=regency_code, required=True)
    one.add_argument("--staff", type=existing_file, required=True)
    one.add_argument("--registrations", type=existing_folder, required=True)
    one.add_argument("--months", type=whole_number(1, 120), default=3)
    one.add_argument("--from", dest="first", type=month, default=None)
    one.add_argument("--seed", type=whole_number(0), default=1)
    one.add_argument(
        "--keep", type=Path, default=None, help="keep the marked sheets in this folder"
    )


def _group(
    commands: "argparse._SubParsersAction[Parser]",
    common: Parser,
    name: str,
    help_: str,
) -> "argparse._SubParsersAction[Parser]":
    parser = commands.add_parser(name, help=help_, parents=[common])
    return parser.add_subparsers(dest="step", required=True, parser_class=Parser, metavar="STEP")
