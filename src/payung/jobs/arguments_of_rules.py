"""What can be typed after `payung rules`: a question to the law, without any database."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from payung.jobs.readings import day, month, spoken, whole_number
from payung.kernel.wording import say

Add = Callable[[str, str], argparse.ArgumentParser]

RELATIONS = (
    *("spouse", "child", "parent", "grandparent", "grandchild", "sibling", "parent_in_law"),
    *("will", "will_notarial", "arranger"),
    *("adopted_child", "stepchild", "half_sibling", "former_spouse"),
)
HEIRS = tuple(relation for relation in RELATIONS if relation != "will_notarial")
CAUSES = ("illness", "work_accident", "other_accident", "unknown")
LEVELS = ("tk", "sd", "smp", "sma", "pt")
PART = re.compile(r"(?P<part>[a-z0-9_]+)(:(?P<times>[0-9]{1,2}))?(@(?P<lost>[0-9]{1,3}))?")


class PartTyped(NamedTuple):
    """`other_finger_right:2@50`: two of them, with half of their function lost."""

    part: str
    times: int
    lost: int | None


class ChildTyped(NamedTuple):
    """`2016-05-10,sd,4,married=2037-01-01`."""

    born_on: date
    level: str | None
    grade: int
    married_on: date | None
    works_from: date | None


class RelativeTyped(NamedTuple):
    """`child,2016-05-10`."""

    relation: str
    born_on: date | None


def define_rules(add: Add) -> None:
    """Define the questions to the law."""
    _contribution(add("contribution", "what is due for a month"))
    _jkm(add("jkm", "what a family receives after a non-work death"))
    death = add("jkk-death", "what a family receives after a death by work accident")
    _accident(death)
    death.add_argument("--died-on", type=day, default=None, help="default: the day of the accident")
    _disability(add("jkk-disability", "total or partial disability from a work accident"))
    stmb = add("jkk-stmb", "income replacement while unable to work, month by month")
    _accident(stmb)
    stmb.add_argument("--from", dest="from_on", type=day, default=None, help="first day unable")
    stmb.add_argument("--until", dest="last_on", type=day, required=True, help="last day unable")
    _transport(add("transport", "what is paid back for the journey"))
    _care(add("care", "home care, dentures, hearing aid, glasses, prosthesis, rehabilitation"))
    _scholarship(add("scholarship", "a family's scholarships, year by year"))
    _heirs(add("heirs", "who inherits, in the order of the law"))
    _deadline(add("deadline", "reports, payment and expiry, with compensation for delay"))
    _papers(add("papers", "which papers a claim needs, and who issues each"))


def _contribution(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", type=month, required=True)
    parser.add_argument("--sector", choices=["transport", "other"], default="other")
    funds = ["private", "apbn", "apbd", "dbhcht", "csr", "village"]
    parser.add_argument("--funds", choices=funds, default="private")
    parser.add_argument("--income", type=whole_number(1), default=1_000_000)
    parser.add_argument("--programmes", default="jkk,jkm")


def _jkm(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--died-on", "--date", type=day, required=True)
    parser.add_argument("--member-since", type=day, required=True)
    parser.add_argument("--paid-months", type=whole_number(0), required=True)
    parser.add_argument("--born", type=day, default=None)


def _accident(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", type=day, required=True, help="of the accident or diagnosis")
    parser.add_argument("--income", type=whole_number(1), default=1_000_000)
    parser.add_argument("--member-since", type=day, default=None)
    parser.add_argument("--born", type=day, default=None)


def _disability(parser: argparse.ArgumentParser) -> None:
    _accident(parser)
    parser.add_argument("--declared-on", type=day, default=None, help="by the doctor")
    parser.add_argument("--total", action="store_true", help="total and permanent")
    parser.add_argument("--part", type=part, action="append", default=[], metavar="PART[:N][@LOSS]")
    parser.add_argument("--left-handed", action="store_true")


def _transport(parser: argparse.ArgumentParser) -> None:
    _accident(parser)
    for mode in ("land", "sea", "air"):
        parser.add_argument(f"--{mode}", type=whole_number(0), default=None, help="receipts")


def _care(parser: argparse.ArgumentParser) -> None:
    _accident(parser)
    for thing in ("home-care", "dentures", "hearing-aid", "glasses", "prosthesis"):
        parser.add_argument(f"--{thing}", type=whole_number(0), default=None, help="its cost")
    parser.add_argument("--months", type=whole_number(1, 1200), default=1, help="of home care")
    parser.add_argument("--reference-price", type=whole_number(0), default=None)


def _scholarship(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", type=day, required=True, help="of the death or accident")
    parser.add_argument("--scheme", choices=["jkk", "jkm"], required=True)
    parser.add_argument("--paid-months", type=whole_number(0), default=0, help="for jkm")
    parser.add_argument("--unbroken-months", type=whole_number(0), default=None)
    parser.add_argument("--child", type=child, action="append", required=True)


def _heirs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", type=day, required=True, help="of the death")
    parser.add_argument("--heir", type=relative, action="append", default=[])


def _deadline(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", type=day, required=True, help="of the accident or death")
    parser.add_argument("--scheme", choices=["jkk", "jkm"], required=True)
    parser.add_argument("--asked-on", type=day, default=None, help="default: the same day")
    parser.add_argument("--reported-on", type=day, default=None, help="a suspected accident")
    parser.add_argument("--declared-on", type=day, default=None, help="by the doctor")
    parser.add_argument("--complete-on", type=day, default=None, help="the application")
    parser.add_argument("--paid-on", type=day, default=None)
    parser.add_argument("--amount", type=whole_number(0), default=None, help="of the benefit")


def _papers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", type=day, required=True, help="on which the family asks")
    parser.add_argument("--scheme", choices=["jkk", "jkm"], required=True)
    parser.add_argument("--cause", choices=CAUSES, default=None, help="of the death")
    parser.add_argument("--heir", choices=HEIRS, default="spouse")
    flags = ("survived", "minor-heir", "will", "no-birth-certificates", "traffic", "school")
    for flag in flags:
        parser.add_argument(f"--{flag}", action="store_true")


def part(text: str) -> PartTyped:
    """Read `thumb_right`, `other_toe:2` or `thumb_right@50`."""
    found = PART.fullmatch(text)
    if not found:
        raise argparse.ArgumentTypeError(say("cli.part", spoken()))
    lost = found["lost"]
    return PartTyped(found["part"], int(found["times"] or 1), int(lost) if lost else None)


def child(text: str) -> ChildTyped:
    """Read a birth day, then a level of school and a class, then married= and works=."""
    born, *rest = (piece.strip() for piece in text.split(","))
    named = dict(piece.split("=", 1) for piece in rest if "=" in piece)
    plain = [piece for piece in rest if "=" not in piece]
    level = plain[0].lower() if plain else None
    grade = plain[1] if len(plain) > 1 else "1"
    known = set(named) <= {"married", "works"} and (level is None or level in LEVELS)
    if not known or len(plain) > 2 or not re.fullmatch(r"[0-9]{1,2}", grade, re.ASCII):
        raise argparse.ArgumentTypeError(say("cli.child", spoken()))
    days = {name: day(value) for name, value in named.items()}
    return ChildTyped(day(born), level, int(grade), days.get("married"), days.get("works"))


def relative(text: str) -> RelativeTyped:
    """Read a relation, and a birth day after a comma where it is known."""
    relation, _, born = text.partition(",")
    if relation not in RELATIONS:
        choices = ", ".join(RELATIONS)
        raise argparse.ArgumentTypeError(say("cli.relation", spoken(), choices=choices))
    return RelativeTyped(relation, day(born) if born else None)
