"""A history from a seed: each seed switches on its own anomalies, habits and accidents."""

from dataclasses import replace
from random import Random

from tests.histories.coverage import ANOMALIES
from tests.histories.generator.files import a_file, answering, listing
from tests.histories.generator.money import after, beyond_cut, paying
from tests.histories.generator.plan import MOST_STEPS, OFFICERS, PEOPLE, SWITCHES, Plan
from tests.histories.model.values import Place
from tests.histories.steps import Step, step

__all__ = ["MOST_STEPS", "script_of"]


def script_of(seed: int, *, must: tuple[str, ...] = ()) -> list[Step]:
    """Return the script of a seed; with `must` it is about these instead of its own anomaly."""
    random = Random(seed)
    lead = frozenset(must or (ANOMALIES[seed % len(ANOMALIES)],))
    some = random.sample(SWITCHES, random.choice((1, 3, 6, 14)))
    plan = Plan(random, lead.union(some), lead)
    first = random.choice((0, 0, 1, 1, 2))
    months = [first] if random.random() < 0.85 else [first, first + 1]
    if "second" in plan.lead:
        months = [first, first + 1]
    if "P30" in plan.on:
        months = [random.randrange(2), 3] if plan.chance(0.3) else [first % 2, first % 2 + 2]
    if "P31" in plan.on:
        months = [2]
    offices = [0, 1] if plan.on & {"P09", "move", "split"} and plan.chance(0.25) else [0]
    if plan.chance(0.15) and offices == [0]:
        offices = [1]
    for month in months:
        for office in offices:
            plan.scripts.append(_month(plan, (office, month)))
    return _finished(plan, _mixed(plan, len(offices)))[:MOST_STEPS]


def _month(plan: Plan, place: Place) -> list[Step]:
    """One office's month, from its list to its close, as this seed goes about it."""
    number, slot = plan.slip_number(), plan.slot()
    who = PEOPLE[place[0]][0]
    script = listing(plan, place, slot)
    answer = answering(plan, place, slot)
    money = paying(plan, place, number)
    if plan.has("P28"):
        early = step("slip", who, place, tags=("P28",), number=number, mode="list")
        less = [a_file(plan, who, place, slot, "not_cut")]
        answer = [early, *(less if plan.chance(0.4) else answer)]
        money = [one for one in money if one.kind != "slip"]
        money += beyond_cut(plan, place)
    life = _life(plan, place)
    if plan.chance(0.5):
        return [*life, *script, *answer, *money, *after(plan, place, slot)]
    return [*script, *answer, *life, *money, *after(plan, place, slot)]


def _life(plan: Plan, place: Place) -> list[Step]:
    office = place[0]
    officer, there = OFFICERS[office], OFFICERS[1 - office]
    script: list[Step] = []
    if plan.has("stop", 0.6):
        script.append(step("stop", officer, place, pick=plan.pick))
    if plan.has("died", 0.6):
        pick, days = plan.pick, plan.pick
        back = days % 40 if days % 2 else days % 3
        script.append(step("died", officer, place, pick=pick, back=back))
    if plan.has("move", 0.8):
        ahead = plan.pick % 3
        script += [
            step("ask_move", officer, place, pick=plan.pick, ahead=ahead),
            step("agree_move", officer, place),
            step("agree_move", there, place),
            step("daily", "sekar", place, days=plan.pick % 25),
        ]
    return script


def _mixed(plan: Plan, lanes: int) -> list[Step]:
    """Lay the months one after the other, offices side by side, days in between."""
    script: list[Step] = []
    for at in range(0, len(plan.scripts), lanes):
        beside = [list(one) for one in plan.scripts[at : at + lanes]]
        while any(beside):
            lane = plan.random.choice([one for one in beside if one])
            for _ in range(min(len(lane), plan.random.randrange(1, 4))):
                script.append(lane.pop(0))
        if plan.chance(0.7):
            script.append(step("daily", "sekar", days=20 + plan.pick % 15))
    return script


def _finished(plan: Plan, script: list[Step]) -> list[Step]:
    """Spread the days, add the branch's batches and the restore, and shuffle a little."""
    if "shuffled" in plan.on:
        for _ in range(plan.random.randrange(1, 5)):
            at = plan.random.randrange(max(len(script) - 1, 1))
            script[at : at + 2] = reversed(script[at : at + 2])
    if plan.on & {"P26", "P27"}:
        script = [*_branch(plan), *script]
    if "P25" in plan.on:
        script = _restored(plan, script)
    if "P31" in plan.on:
        script = [step("daily", "sekar", days=58, tags=("P31",)), *script]
    return [
        one if one.days or one.together else replace(one, days=plan.random.choice((0, 0, 1, 2)))
        for one in script
    ]


def _branch(plan: Plan) -> list[Step]:
    script = []
    for batch in range(1 + (plan.pick % 3 == 0)):
        cards = tuple(f"2900000{batch}{row}{plan.pick:03}"[:11].ljust(11, "0") for row in (1, 2))
        if plan.has("P27", 0.9):
            cards = (plan.random.choice(("taken", cards[1])), cards[1])
        one = step("reply", "cahya", batch=batch, page=batch, cards=cards, tags=("P27",))
        if plan.has("P26", 0.9):
            wrong = step("reply", "cahya", batch=batch, page=1 - batch, cards=cards, tags=("P26",))
            script.append(wrong)
        script += [one, one] if plan.chance(0.2) else [one]
    return script


def _restored(plan: Plan, script: list[Step]) -> list[Step]:
    """Back up somewhere before an upload, lose the machine after it, and send files again."""
    uploads = [at for at, one in enumerate(script) if one.kind == "upload"]
    if not uploads:
        return script
    at = plan.random.choice(uploads)
    before = plan.random.choice((at, at, max(at - 2, 0), at + 1))
    place = script[at].place
    again = step("upload", script[at].client, place, tags=("P25",), resend=True)
    lost = [*script[: at + 1], step("restore", tags=("P25",)), again, *script[at + 1 :]]
    return [*lost[:before], step("backup"), *lost[before:]]
