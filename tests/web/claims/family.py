"""A family's claim, walked through the forms as officer and branch do."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from payung.kernel.people import Role
from payung.stages.claims.models import Claim, Heir
from payung.stages.enrolment.models import Sponsorship
from tests.factories.claim_pages import picture
from tests.factories.world import World
from tests.web.secretariat.sending import boxes, send
from tests.web.signing_in import signed_in

_WIDTHS = count(20)


def sponsorship_of(world: World, name: str = "Siti Rahayu") -> Sponsorship:
    """Return the own worker of the sponsor who signs in."""
    return Sponsorship.objects.get(sponsor_id=world.sponsor_id, worker__name=name)


def photo() -> SimpleUploadedFile:
    """Return a picture that was never sent before."""
    return SimpleUploadedFile("foto.jpg", picture(next(_WIDTHS)), content_type="image/jpeg")


def death(day: date, **more: str) -> dict[str, str]:
    return {**boxes("meninggal", day), "sebab": "illness", "pasti": "1", **more}


@dataclass
class Family:
    """One claim with who walks it: the office's officer and the branch."""

    world: World
    thing: Sponsorship
    officer: Client = field(default_factory=lambda: signed_in(Role.OFFICER))
    branch: Client = field(default_factory=lambda: signed_in(Role.BRANCH))
    claim_id: int = 0

    def report(self, **said: str) -> HttpResponse:
        """Report the death as the officer; by default ten days ago, of an illness."""
        path = reverse("claim-death", args=[self.thing.pk])
        day = self.world.today - timedelta(days=1)
        answer = send(self.officer, path, **(death(day) | said))
        claim = Claim.objects.filter(worker_id=self.thing.worker_id).order_by("-pk").first()
        self.claim_id = claim.pk if claim else 0
        return answer

    def page(self, name: str, *more: object) -> str:
        return reverse(name, args=[self.claim_id, *more])

    def opened_by(self, client: Client, reason: str = "decide") -> HttpResponse:
        return send(client, self.page("claim-open"), alasan=reason)

    def add_heir(self, name: str, relation: str = "spouse", **more: str) -> int:
        answer = send(
            self.officer, self.page("claim-heir-new"), nama=name, hubungan=relation, **more
        )
        assert answer.status_code == 302, answer.content.decode()
        return int(Heir.objects.filter(claim_id=self.claim_id).latest("pk").pk)

    def gather(self) -> None:
        """Say of every paper that it is there."""
        path = self.page("claim-papers")
        rows = self.officer.get(path).context["seen"].rows
        marks = {f"surat_{row.needed.code}": "has" for row in rows}
        assert send(self.officer, path, **marks).status_code == 302

    def hand_over(self) -> HttpResponse:
        path = self.page("claim-hand-over")
        return send(self.officer, path, **boxes("tanggal", self.world.today))

    def take_in(self) -> HttpResponse:
        path = self.page("branch-claim")
        key = self.branch.get(path).content.decode().split('name="form_key" value="')[1][:36]
        return self.branch.post(self.page("branch-claim-take"), {"form_key": key})

    def decide(self, **said: str) -> HttpResponse:
        """Let the branch decide what the rules compute, but for what is said."""
        path = self.page("branch-claim-decide")
        rows = self.branch.get(path).context["rows"]
        usual = {row.amount_id: row.amount for row in rows}
        return send(self.branch, path, **(usual | boxes("tanggal", self.world.today) | said))

    def pay(self, heir_id: int | None, amount: str) -> HttpResponse:
        name = "branch-claim-pay" if heir_id else "branch-claim-pay-worker"
        path = self.page(name, *([heir_id] if heir_id else []))
        said = {"jumlah": amount, **boxes("tanggal", self.world.today), "bukti": photo()}
        return send(self.branch, path, **said)

    @property
    def state(self) -> str:
        return str(Claim.objects.get(pk=self.claim_id).state)
