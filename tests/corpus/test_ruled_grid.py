from hypothesis import given
from hypothesis import strategies as st

from corpus.ruled_grid import Grid, GridCell, Rule, find_grids


def upright(at: float, start: float, end: float) -> Rule:
    return Rule(is_upright=True, at=at, start=start, end=end)


def level(at: float, start: float, end: float) -> Rule:
    return Rule(is_upright=False, at=at, start=start, end=end)


def ruled(columns: int, rows: int) -> list[Rule]:
    """A grid of boxes of 50 by 20 points, its upper left corner at (50, 700)."""
    width, height = 50.0 * columns, 20.0 * rows
    return [
        *(upright(50 + 50 * n, 700 - height, 700) for n in range(columns + 1)),
        *(level(700 - 20 * n, 50, 50 + width) for n in range(rows + 1)),
    ]


def only_grid(rules: list[Rule]) -> Grid:
    (grid,) = find_grids(rules)
    return grid


def test_borders_drawn_through_make_a_grid() -> None:
    grid = only_grid(ruled(3, 2))
    assert (len(grid.xs), len(grid.ys), len(grid.cells)) == (4, 3, 6)


def test_borders_drawn_cell_by_cell_make_the_same_grid() -> None:
    pieces = [
        Rule(is_upright=rule.is_upright, at=rule.at, start=start, end=min(start + 25, rule.end))
        for rule in ruled(3, 2)
        for start in range(int(rule.start), int(rule.end), 25)
    ]
    assert only_grid(pieces) == only_grid(ruled(3, 2))


def test_a_missing_border_makes_one_cell_of_two() -> None:
    rules = [rule for rule in ruled(2, 2) if rule != upright(100, 660, 700)]
    rules.append(upright(100, 660, 680))  # between the lower cells only
    assert GridCell(column=0, row=0, columns=2, rows=1) in only_grid(rules).cells


def test_a_table_open_at_its_sides_has_its_outer_columns() -> None:
    rules = [rule for rule in ruled(3, 2) if rule.at not in (50, 200) or not rule.is_upright]
    assert only_grid(rules).xs == (50, 100, 150, 200)


def test_a_frame_round_a_text_is_no_table() -> None:
    assert find_grids(ruled(1, 1)) == ()


def test_rules_that_cross_nothing_are_no_table() -> None:
    assert find_grids([level(700 - 20 * n, 50, 500) for n in range(9)]) == ()


def test_two_tables_are_two_grids_from_top_to_bottom() -> None:
    lower = [
        Rule(
            is_upright=rule.is_upright,
            at=rule.at - (0 if rule.is_upright else 300),
            start=rule.start - (300 if rule.is_upright else 0),
            end=rule.end - (300 if rule.is_upright else 0),
        )
        for rule in ruled(2, 2)
    ]
    assert [grid.ys[0] for grid in find_grids([*lower, *ruled(3, 3)])] == [700, 400]


def test_a_place_is_parted_from_the_next_by_the_edge_of_its_column() -> None:
    grid = only_grid(ruled(3, 2))
    assert (grid.parts(90, 110, 690), grid.parts(60, 90, 690), grid.parts(90, 110, 800)) == (
        True,
        False,
        False,
    )


RULES = st.builds(
    Rule,
    is_upright=st.booleans(),
    at=st.integers(0, 12).map(lambda n: 20.0 * n),
    start=st.integers(0, 6).map(lambda n: 20.0 * n),
    end=st.integers(7, 12).map(lambda n: 20.0 * n),
)


@given(st.lists(RULES, max_size=14))
def test_the_cells_of_any_grid_fill_it_once(rules: list[Rule]) -> None:
    for grid in find_grids(rules):
        boxes = [
            (cell.column + c, cell.row + r)
            for cell in grid.cells
            for c in range(cell.columns)
            for r in range(cell.rows)
        ]
        assert sorted(boxes) == [
            (c, r) for c in range(len(grid.xs) - 1) for r in range(len(grid.ys) - 1)
        ]
