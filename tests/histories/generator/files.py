"""How a seed goes about a list and its answer: what payroll sends, and what happens to it."""

from dataclasses import replace

from tests.histories.coverage import ANOMALIES
from tests.histories.generator.plan import FATAL, IN_FILE, PEOPLE, VARIANTS, WITH_FILES, Plan
from tests.histories.model.values import Place
from tests.histories.steps import Step, step


def listing(plan: Plan, place: Place, slot: str) -> list[Step]:
    who = plan.random.choice((*PEOPLE[place[0]], "sekar"))
    tags = tuple(tag for tag in ("P30", "P31") if tag in plan.on)
    script = [step("lock", who, place, tags=tags)]
    if plan.has("races", 0.4):
        again = step("lock", PEOPLE[place[0]][1], place)
        script = [replace(script[0], together=True), again]
    return [*script, step("fetch", PEOPLE[place[0]][0], place, slot=slot)]


def answering(plan: Plan, place: Place, slot: str) -> list[Step]:
    who, other = PEOPLE[place[0]]
    if plan.has("as_listed") and not plan.lead & WITH_FILES:
        return [step("as_listed", who, place)]
    script: list[Step] = []
    wrong = [name for name in IN_FILE if plan.has(name, 0.8)]
    for name in [name for name in wrong if name in FATAL]:
        script.append(a_file(plan, who, place, slot, name))
    edits = _edits(plan, wrong)
    first = a_file(plan, who, place, slot, *edits)
    script += [*_misplaced(plan, place, slot), first]
    accident = _accident(plan)
    if accident == "P13":
        script[-1] = replace(first, fate="lost_before", tags=(*first.tags, "P13"))
        script.append(step("retry", who, place, tags=("P13",)))
    elif accident == "P12":
        script[-1] = replace(first, fate="lost_after", tags=(*first.tags, "P12"))
        script.append(step("retry", who, place, tags=("P12",)))
    elif accident == "P24":
        script[-1] = replace(first, fate="lost_after", tags=(*first.tags, "P24"))
        script.append(step("upload", who, place, tags=("P24",), resend=True))
    if plan.has("P01"):
        script[-1] = replace(script[-1], together=not script[-1].fate)
        script.append(step("upload", other, place, tags=("P01",), resend=True))
    if plan.has("P14"):
        script.append(a_file(plan, other, place, slot, "not_cut", tags=("P14",)))
    if "P02" in wrong:
        script.append(replace(first, tags=("P02",), opts=_with_edits(first, *edits, "P02")))
    return [*script, *_correcting(plan, place, slot)]


def _accident(plan: Plan) -> str:
    """Return what the network does to the file on its way: one thing, this seed's own first."""
    names = sorted(("P12", "P13", "P24"), key=lambda name: name not in plan.lead)
    return next((name for name in names if plan.has(name, 0.6)), "")


def _with_edits(one: Step, *edits: str) -> tuple[tuple[str, object], ...]:
    return tuple({**dict(one.opts), "edits": edits}.items())


def _edits(plan: Plan, wrong: list[str]) -> list[str]:
    """Return what was done to one sheet: what takes rows away comes first."""
    rows = [name for name in wrong if name not in FATAL and name != "P02"]
    if not rows and plan.has("over", 0.9):
        return ["over"]
    if not rows:
        return []
    chosen = plan.random.sample(rows, min(len(rows), plan.random.choice((1, 1, 2, 3))))
    chosen += [name for name in rows if name in plan.lead and name not in chosen]
    return sorted(chosen, key=lambda name: (name not in ("P11", "P20"), name))


def a_file(
    plan: Plan, who: str, place: Place, slot: str, *edits: str, tags: tuple[str, ...] = ()
) -> Step:
    done = tuple(plan.random.choice(VARIANTS.get(edit, (edit,))) for edit in edits if edit)
    tags = (*tags, *(edit for edit in edits if edit in ANOMALIES))
    more = {"other": "elsewhere"} if "P09" in done else {}
    return step("upload", who, place, tags=tags, slot=slot, edits=done, pick=plan.pick, **more)


def _misplaced(plan: Plan, place: Place, slot: str) -> list[Step]:
    """Files of another month or office on this page, and what comes before any list."""
    office, month = place
    who = PEOPLE[office][0]
    script: list[Step] = []
    if plan.has("P06", 0.8):
        beside = (office, month + 1 if month < 3 else month - 1)
        script += [step("lock", who, beside), a_file(plan, who, beside, slot, tags=("P06",))]
    if plan.has("P08", 0.8) or plan.has("P09", 0.8):
        there = (1 - office, month)
        theirs = PEOPLE[1 - office][0]
        script += [
            step("lock", theirs, there),
            step("fetch", theirs, there, slot="elsewhere"),
        ]
    if "P08" in plan.on and script:
        script.append(a_file(plan, who, place, "elsewhere", tags=("P08",)))
    return script


def _correcting(plan: Plan, place: Place, slot: str) -> list[Step]:
    who, other = PEOPLE[place[0]]
    script: list[Step] = []
    if plan.has("over", 0.9):
        asks = step("ask_over", who, place, pick=plan.pick)
        allows = step("allow_over", second(plan, who, other), place)
        script += [asks, allows]
    for _ in range(_corrections(plan)):
        again = plan.slot()
        edit = plan.random.choice(("", "not_cut", "not_cut", "over", "P20"))
        script += [
            step("fetch", who, place, slot=again),
            a_file(plan, who, place, again, edit, tags=("P05",)),
        ]
    if plan.has("P04", 0.8):
        script.append(a_file(plan, other, place, slot, "not_cut", tags=("P04",)))
    if plan.chance(0.5):
        code = "" if plan.chance(0.05) else "leave"
        script.append(step("reasons", who, place, code=code, anyway=plan.chance(0.1)))
    return script


def _corrections(plan: Plan) -> int:
    if plan.has("P05", 0.8):
        return plan.random.choice((1, 1, 2, 3))
    return int(plan.has("P04", 0.8))


def second(plan: Plan, first: str, other: str) -> str:
    return first if plan.has("wrong_person", 0.5) else other
