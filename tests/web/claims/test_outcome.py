"""What a doctor may find after an accident: more than two parts of one hand, and not one twice."""

from html import unescape

import pytest
from django.urls import reverse

from payung.kernel.people import Role
from payung.stages.claims.models import Claim
from payung.stages.claims.queries import award_of, facts_of
from payung.web.claims.losses import LEAST, MOST
from tests.factories.world import World, actor
from tests.web.claims.family import Family, sponsorship_of
from tests.web.secretariat.sending import boxes, send, told

pytestmark = pytest.mark.django_db
HAND = ("thumb_right", "index_finger_right", "other_finger_right", "thumb_left")


def test_as_many_disabilities_as_the_letter_names_one_row_more_each_time(web_world: World):
    family = Family(web_world, sponsorship_of(web_world))
    path = reverse("claim-accident", args=[family.thing.pk])
    said = {"tempat": "Pasar", "kegiatan": "Menurunkan peti", "luka": "Jari tangan"}
    assert send(family.officer, path, **boxes("kapan", web_world.today), **said).status_code == 302
    family.claim_id = Claim.objects.latest("pk").pk
    path, viewer = family.page("claim-outcome"), actor(web_world, Role.OFFICER).viewer
    family.opened_by(family.officer, "prepare")
    letter = {"hasil": "partial", **boxes("dinyatakan", web_world.today), "dinyatakan_jam": "00.00"}
    rows: dict[str, str] = {}
    for number, part in enumerate(HAND, start=1):
        page = family.officer.get(path).content.decode()
        assert page.count('name="bagian_') == max(LEAST, number)
        rows |= {f"bagian_{number}": part, f"kali_{number}": "1"}
        answer = send(family.officer, path, **letter, **rows, lagi="1")
        assert answer.headers["Location"] == path, told(answer)
    answer = send(family.officer, path, **letter, **rows)
    assert answer.headers["Location"] == family.page("claim")

    seen = facts_of(viewer=viewer, claim_id=family.claim_id, at=web_world.at)
    award = award_of(viewer=viewer, claim_id=family.claim_id, at=web_world.at)
    assert seen is not None
    assert [loss.part for loss in seen.facts.losses] == list(HAND)
    assert award is not None
    assert len([one for one in award.lines if one.part == "partial"]) == len(HAND)

    whole = {**rows, "bagian_5": "hand_wrist_right", "kali_5": "1"}
    send(family.officer, path, **letter, **whole)
    shown = told(family.officer.get(family.page("claim")))
    assert '"Ibu jari tangan kanan" sudah termasuk dalam "Tangan kanan' in unescape(shown)
    crowd = {f"bagian_{number}": "other_toe" for number in range(1, MOST + 9)}
    send(family.officer, path, **letter, **crowd)
    seen = facts_of(viewer=viewer, claim_id=family.claim_id, at=web_world.at)
    assert seen is not None
    assert len(seen.facts.losses) == MOST
