"""S17: only what payroll has a list for is offered; a closed one is not taken either."""

from payung.stages.deductions.sums.routes import Way
from tests.factories.routes import routed
from tests.web.forms import said
from tests.web.sponsor.signing_up import answer

CLOSED = Way(name="TPP PNS", is_open=False)


def test_a_source_without_a_route_is_not_offered_and_not_taken(sponsor, web_world):
    routed(web_world, pns_tpp=CLOSED)
    answer(sponsor)

    shown = sponsor.get("/daftar/izin/").content.decode()

    assert 'value="gaji"' in shown
    assert 'value="tpp"' not in shown
    assert "Potongan dari TPP belum bisa" in said(shown)
    assert sponsor.post("/daftar/izin/", {"sumber": "tpp"}).status_code == 422
    routed(web_world)
    assert sponsor.post("/daftar/izin/", {"sumber": "tpp"}).status_code == 302

    routed(web_world, pns_tpp=CLOSED, pns_gaji=Way(name="Gaji PNS", is_open=False))

    assert sponsor.get("/daftar/periksa/").headers["Location"] == "/daftar/izin/"
    none = sponsor.get("/daftar/izin/").content.decode()
    assert "Tanyakan ke petugas kantor" in said(none)
    assert 'name="sumber"' not in none
