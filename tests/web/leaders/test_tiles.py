"""Tiles stay inside their drawing, and a name never leaves its tile."""

import pytest

from payung.web.leaders.tiles import GAP, NAME, TALL, place_of, tiles_of

LONG = "Kecamatan " + "a" * 100


@pytest.mark.parametrize("count", [1, 3, 4, 5, 20, 60])
def test_every_tile_is_inside_and_none_covers_another(count):
    tiles = tiles_of([place_of(f"K{n}", n, "ditutup") for n in range(count)])

    assert tiles is not None
    for grid in (tiles.narrow, tiles.wide):
        corners = {(tile.x, tile.y) for tile in grid.tiles}
        assert len(corners) == count
        assert all(tile.x + grid.side <= grid.width + 0.1 for tile in grid.tiles)
        assert max(tile.y for tile in grid.tiles) + TALL == grid.height
        assert {tile.y % (TALL + GAP) for tile in grid.tiles} == {0}


def test_the_shade_repeats_the_number_and_a_hidden_one_has_none():
    counts = [0, 1, 25, 26, 50, 75, 76, 100, None]
    tiles = tiles_of([place_of("K", count, "ditutup") for count in counts])

    assert tiles is not None
    assert [tile.shade for tile in tiles.wide.tiles] == [0, 1, 1, 2, 2, 3, 4, 4, -1]
    assert tiles.wide.tiles[-1].shown == "ditutup"
    assert tiles.has_hidden


def test_a_name_has_two_lines_and_the_table_has_it_whole():
    tiles = tiles_of([place_of("Kaliwungu Selatan", 3, ""), place_of(LONG, 2, "")])

    assert tiles is not None
    first, long = tiles.narrow.tiles
    assert first.lines == ("Kaliwungu", "Selatan")
    assert len(long.lines) == 2
    assert all(len(line) <= NAME + 1 for line in long.lines)
    assert tiles.places[1].name == LONG


def test_nothing_and_too_many_are_no_drawing():
    assert tiles_of([]) is None
    assert tiles_of([place_of("K", 1, "")] * 61) is None


def test_nobody_anywhere_is_drawn_without_a_shade():
    tiles = tiles_of([place_of("K", 0, "")])

    assert tiles is not None
    assert tiles.wide.tiles[0].shade == 0
