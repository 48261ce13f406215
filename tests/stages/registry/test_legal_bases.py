"""What letters cite: the legal bases in force on their day, each kept for ever."""

from datetime import date, timedelta

import pytest

from payung.kernel.people import Actor, Role, Viewer
from payung.reports.homes.places import place_of
from payung.stages.registry.operations.legal_bases import Written, add_basis, end_basis
from payung.stages.registry.problems import BasisRefused, OutsideScope
from payung.stages.registry.queries.legal_bases import bases_of, bases_on, citation
from payung.stages.registry.sums.legal_bases import as_cited, listed
from tests.factories import registry

FIRST = date(2022, 3, 1)


def written(**given: object) -> Written:
    usual = {"kind": "se", "number": "440/4450", "year": 2022, "about": "", "from_on": FIRST}
    return Written(**{**usual, **given})  # type: ignore[arg-type]  # any field


def test_is_cited_by_kind_place_number_and_year():
    assert as_cited("se", "Kabupaten Kendal", "440/4450", 2022) == (
        "SE Bupati Kendal 440/4450 Tahun 2022"
    )
    assert as_cited("perbup", "Kota Semarang", " 12 ", None) == "Perwali Semarang 12"
    assert as_cited("lain", "Kabupaten Kendal", "Surat edaran bupati", None) == (
        "Surat edaran bupati"
    )
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A; B dan C"
    assert listed([]) == ""


@pytest.mark.django_db
class TestLegalBases:
    @pytest.fixture
    def by(self) -> Actor:
        return registry.secretariat(registry.kendal())

    def add(self, by: Actor, replaces_id: int | None = None, **given: object) -> int:
        assert by.regency_id is not None
        return add_basis(
            regency_id=by.regency_id,
            written=written(**given),
            replaces_id=replaces_id,
            by=by,
            at=registry.AT,
        )

    def cited(self, by: Actor, on: date) -> str:
        """Return what a letter cites, which is what the foot of every page cites."""
        place = place_of(viewer=by.viewer, on=on)
        assert place is not None
        assert place.basis == citation(viewer=by.viewer, on=on)
        return place.basis

    def test_a_letter_of_a_day_cites_what_was_in_force_that_day(self, by: Actor):
        first = self.add(by)
        self.add(by, kind="pks", number="3", year=2023, from_on=date(2023, 1, 1),
                 until_on=date(2023, 12, 31))  # fmt: skip
        newer = self.add(by, replaces_id=first, number="100/1", year=2024, from_on=date(2024, 7, 1))
        known = {"basis_id": newer, "reason": "Dicabut Perbup", "by": by, "at": registry.AT}
        end_basis(ended_on=date(2026, 1, 1), **known)

        circular, new = "SE Bupati Kendal 440/4450 Tahun 2022", "SE Bupati Kendal 100/1 Tahun 2024"
        assert self.cited(by, FIRST - timedelta(days=1)) == ""
        assert self.cited(by, FIRST) == circular
        assert self.cited(by, date(2023, 12, 31)) == f"{circular} dan PKS Kendal 3 Tahun 2023"
        assert self.cited(by, date(2024, 6, 30)) == circular
        assert self.cited(by, date(2024, 7, 1)) == new
        assert self.cited(by, date(2025, 12, 31)) == new
        assert self.cited(by, date(2026, 1, 1)) == ""
        replaced = bases_of(viewer=by.viewer)[-1]
        assert (replaced.replaced_by, replaced.last_on) == (new, date(2024, 6, 30))

    def test_is_refused_with_a_reason(self, by: Actor):
        first = self.add(by)
        for refused, given in (
            ("kind", {"kind": "uu"}),
            ("number", {"number": "  "}),
            ("year", {"year": 1901}),
            ("year", {"year": FIRST.year + 2}),
            ("signed", {"signed_on": FIRST + timedelta(days=1)}),
            ("until", {"until_on": FIRST - timedelta(days=1)}),
            ("link", {"link": "http://contoh.go.id"}),
            ("link", {"link": "javascript:alert(1)"}),
            ("twice", {}),
            ("earlier", {"replaces_id": first, "from_on": FIRST - timedelta(days=1)}),
        ):
            with pytest.raises(BasisRefused, match=refused):
                self.add(by, **given)
        ending = {"basis_id": first, "by": by, "at": registry.AT}
        with pytest.raises(BasisRefused, match="reason"):
            end_basis(ended_on=FIRST, reason=" ", **ending)
        with pytest.raises(BasisRefused, match="before"):
            end_basis(ended_on=FIRST - timedelta(days=1), reason="Salah", **ending)
        end_basis(ended_on=FIRST, reason="Salah tulis", **ending)
        with pytest.raises(BasisRefused, match="over"):
            end_basis(ended_on=FIRST, reason="Lagi", **ending)
        with pytest.raises(BasisRefused, match="over"):
            self.add(by, replaces_id=first, number="9")
        self.add(by)  # the same again, right this time

    def test_is_written_by_the_own_secretariat_alone_and_read_by_everybody(self, by: Actor):
        first = self.add(by)
        klaten = registry.secretariat(registry.kendal(code="33.10"))
        assert by.regency_id is not None
        officer = Actor(902, "Rudi", Role.OFFICER, by.regency_id, 1, "request-2")

        for other in (klaten, officer):
            with pytest.raises(OutsideScope):
                add_basis(
                    regency_id=by.regency_id, written=written(number="2"), by=other, at=registry.AT
                )
            with pytest.raises(OutsideScope):
                end_basis(basis_id=first, ended_on=FIRST, reason="Iseng", by=other, at=registry.AT)
        assert bases_on(viewer=klaten.viewer, on=FIRST, regency_id=by.regency_id) == []
        public = Viewer(Role.SYSTEM, None, by.regency_id, None)
        assert self.cited(officer, FIRST) == citation(viewer=public, on=FIRST) != ""
