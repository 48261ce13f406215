"""How a seed goes about money: paying on, giving back, closing."""

from dataclasses import replace

from tests.histories.generator.files import a_file, second
from tests.histories.generator.plan import PEOPLE, Plan
from tests.histories.model.values import Place
from tests.histories.steps import Step, step


def paying(plan: Plan, place: Place, number: str) -> list[Step]:
    who = PEOPLE[place[0]][0]
    mode = plan.random.choice(("less", "more")) if plan.has("split", 0.5) else "held"
    if plan.has("unexplained", 0.4):
        mode = "silent"
    slip = step("slip", who, place, number=number, mode=mode, back=plan.pick % 2)
    wrong = plan.random.choice(("less", "one_less", "more")) if plan.has("short", 0.7) else ""
    if plan.has("wrong_person", 0.2):
        slip = replace(slip, client="sekar")
        receipt = step("receipt", "sekar", place, slip=number, mode=wrong, days=1)
    else:
        receipt = step("receipt", "cahya", place, slip=number, mode=wrong, days=1)
    if plan.has("list", 0.6):
        receipt = step("receipt_list", "cahya", place, slips=(number, "S9"), days=1)
    script = [slip, receipt]
    if plan.has("P29"):
        script = [replace(receipt, tags=("P29",), days=0), replace(slip, days=0)]
    if plan.has("withdraw", 0.8):
        gone = step("withdraw", who, place, anyway=plan.chance(0.2))
        anew = step("slip", who, place, number=number)
        script[1:1] = [gone, anew] if plan.chance(0.7) else [gone]
    if plan.has("lost", 0.5):
        script = _lost(plan, script)
    if plan.has("races", 0.4):
        again = plan.random.choice(("same", "other"))
        script.append(step("slip", who, place, number=number, again=again))
        script.append(step("receipt", "cahya", place, slip=number, again=again))
    if plan.has("split", 0.5):
        rest = plan.slip_number()
        script += [
            step("slip", who, place, number=rest),
            step("receipt", "cahya", place, slip=rest),
        ]
    if wrong or plan.chance(0.1):
        back = plan.chance(0.5)
        script.append(step("explain", who, place, given_back=back, anyway=plan.chance(0.2)))
    return script


def _lost(plan: Plan, script: list[Step]) -> list[Step]:
    """The network loses one of these; the client asks again with the same form."""
    at = plan.random.randrange(len(script))
    fate = plan.random.choice(("lost_before", "lost_after"))
    lost = replace(script[at], fate=fate)
    return [*script[:at], lost, step("retry", lost.client, lost.place), *script[at + 1 :]]


def beyond_cut(plan: Plan, place: Place) -> list[Step]:
    """Payroll may have cut less than a slip said that came first: two people take it as it is."""
    asks, *decides = _decided(plan, place, "ask_beyond", "beyond", "talangan")
    return [replace(asks, opts=(*asks.opts, ("anyway", plan.chance(0.2)))), *decides]


def after(plan: Plan, place: Place, slot: str) -> list[Step]:
    who, other = PEOPLE[place[0]]
    script: list[Step] = []
    if plan.has("refund", 0.8):
        script += _refunding(plan, place)
    if plan.has("unpay", 0.8):
        script.append(step("unpay", who, place, pick=plan.pick, anyway=plan.chance(0.1)))
        if plan.chance(0.7):
            script.append(step("pay_again", other, place, pick=plan.pick))
    if plan.has("closing", 0.9) or plan.on & {"P03", "reopen"}:
        reason = "" if plan.chance(0.4) else "masih terbuka"
        script += _decided(plan, place, "ask_close", "close", reason)
    if "P03" in plan.on:
        late = "not_cut" if plan.chance(0.5) else ""
        script.append(a_file(plan, who, place, slot, late, tags=("P03",)))
    if plan.has("reopen", 0.9):
        script += _decided(plan, place, "ask_reopen", "reopen", "salah tutup")
    return script


def _decided(plan: Plan, place: Place, ask: str, decide: str, reason: str) -> list[Step]:
    who, other = PEOPLE[place[0]]
    seen = ("other",) if plan.has("wrong_seen", 0.5) else ()
    asks = step(ask, who, place, reason=reason)
    decides = step(decide, second(plan, who, other), place, seen=seen)
    script = [asks, decides]
    if plan.has("races", 0.5):
        script += [replace(decides, together=True), replace(decides, client="sekar")]
        script[1:2] = []
    return _lost(plan, script) if plan.has("lost", 0.3) else script


def _refunding(plan: Plan, place: Place) -> list[Step]:
    who, other = PEOPLE[place[0]]
    mode = plan.random.choice(("whole", "whole", "half", "more"))
    asks = step("ask_refund", who, place, pick=plan.pick, mode=mode)
    gives = step("refund", second(plan, who, other), place)
    script = [asks, gives, step("pay_refund", who, place)]
    if plan.has("races", 0.6):
        script[0:1] = [replace(asks, together=True), replace(asks, client="sekar")]
    if plan.has("races", 0.6):
        script.append(replace(asks, opts=(*asks.opts, ("reason", "lagi"))))
    return _lost(plan, script) if plan.has("lost", 0.4) else script
