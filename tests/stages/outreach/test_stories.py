"""A story is told with consent, and gone the moment it is taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from payung.foundation.audit.models import Event as AuditEvent
from payung.kernel.people import Actor, Role, Viewer
from payung.stages.outreach import operations, queries
from payung.stages.outreach.models import Story
from payung.stages.outreach.problems import OutsideScope, StoryRefused
from tests.factories import outreach
from tests.factories import world as worlds
from tests.factories.world import World

pytestmark = pytest.mark.django_db
PUBLIC = Actor.system("test")


def shown(world: World) -> list[str]:
    viewer = Viewer(Role.SYSTEM, None, world.regency_id, None)
    return [one.first_name for one in queries.shown_stories(viewer=viewer)]


def raw() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM outreach_story s")
        return " ".join(row[0] for row in cursor.fetchall())


def test_is_read_by_everybody_only_once_it_is_shown(web_world: World):
    outreach.story(web_world)
    assert shown(web_world) == []
    outreach.story(web_world, is_shown=True)
    assert shown(web_world) == ["Sukini"]
    assert "Wulandari" not in raw(), "who signed is sealed"


@pytest.mark.parametrize("how", ["by_code", "by_korpri"])
def test_taken_back_is_gone_here_and_now_and_twice_is_once(web_world: World, how):
    story_id, code = outreach.story(web_world, is_shown=True)
    by = worlds.actor(web_world, Role.KORPRI)
    for typed in (code, f" {code[:4].lower()}-{code[4:].lower()} "):
        if how == "by_code":
            operations.take_back_by_code(code=typed, by=PUBLIC, at=web_world.at)
        else:
            operations.take_back(story_id=story_id, by=by, at=web_world.at)

    assert shown(web_world) == []
    assert not any(word in raw() for word in ("Sukini", "suami", "Map Korpri"))
    kept = Story.objects.get(pk=story_id)
    assert bytes(kept.consent_name) == b""
    said = str(list(AuditEvent.objects.filter(target_type="outreach_story").values()))
    assert "Sukini" not in said
    with pytest.raises(StoryRefused, match="over"):
        operations.show_story(story_id=story_id, by=by, at=web_world.at)


def test_a_code_of_no_story_tells_nothing(web_world: World):
    outreach.story(web_world)
    with pytest.raises(OutsideScope):
        operations.take_back_by_code(code="A" * 16, by=PUBLIC, at=web_world.at)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"teller": "boss"}, "teller"),
        ({"first_name": "Sukini Wulandari"}, "name_two"),
        ({"words": "Pendek."}, "words_short"),
        ({"consent_name": " "}, "consent_name"),
        ({"consent_on": 1}, "consent_on"),
        ({"consent_kept": ""}, "consent_kept"),
    ],
)
def test_without_whole_consent_there_is_no_story(web_world: World, change, said):
    told = {
        "teller": "worker",
        "first_name": "Sukini",
        "words": outreach.WORDS,
        "consent_name": "Sukini Wulandari",
        "consent_on": web_world.today,
        "consent_kept": "Map 3",
        **change,
    }
    if change.get("consent_on"):
        told["consent_on"] = web_world.today + timedelta(days=1)
    with pytest.raises(StoryRefused, match=said):
        operations.tell_story(**told, by=worlds.actor(web_world, Role.KORPRI), at=web_world.at)


def test_who_keeps_no_stories_sees_and_tells_none(web_world: World):
    story_id, _ = outreach.story(web_world)
    for role in (Role.OFFICER, Role.LEADER, Role.AUDITOR, Role.BRANCH):
        by = worlds.actor(web_world, role)
        assert queries.stories_of(viewer=by.viewer) == []
        with pytest.raises(OutsideScope):
            operations.take_back(story_id=story_id, by=by, at=web_world.at)


def test_the_database_keeps_no_words_of_a_story_taken_back(web_world: World):
    story_id, _ = outreach.story(web_world)
    by = worlds.actor(web_world, Role.KORPRI)
    operations.take_back(story_id=story_id, by=by, at=web_world.at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story_id).update(words="kembali")
