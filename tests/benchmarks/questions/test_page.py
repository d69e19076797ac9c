"""The page of the questions says what the lines say, and the worst decides."""

from benchmarks.questions.page import write_questions_page
from tests.benchmarks.questions.lines import answered, job, line


def rows(*lines, num_missing=0):
    page = write_questions_page(lines, num_missing)
    return page, {row.split(" | ")[0].strip("| "): row for row in page.splitlines() if row.startswith("| ")}


def test_a_demand_is_met_where_every_answer_meets_it():
    _, met = rows(line(seconds=0.2), line(seconds=0.3))
    _, missed = rows(line(seconds=0.2), line(seconds=0.31))

    assert met["the price of an override as an interval"].endswith("| 0.3 s | 0.25 | 0.3 | 2 | yes |")
    assert missed["the price of an override as an interval"].endswith("| 0.31 | 2 | **no** |")


def test_an_exact_price_is_measured_in_solves():
    _, found = rows(line(exact=answered(seconds=0.6)))

    assert found["the price of an override, exact, in times of one solve"].endswith("| 12 | 12 | 1 | **no** |")


def test_prices_that_are_not_exact_are_counted_and_not_timed():
    open_answer = answered(num_exact=0, is_complete=False)
    _, found = rows(line(exact=open_answer))

    assert found["the price of an override, exact, in times of one solve"].endswith("| – | – | 0 | – |")
    assert found["prices that are not exact"]


def test_a_first_set_that_is_not_proved_smallest_is_a_miss():
    asked = job(question="collision", pinned="crowded")
    _, found = rows(line(asked=asked, is_first_exact=False, num_numbers=3, num_exact=2))

    assert found["rounds whose first set is not proved smallest then"].endswith("| **no** |")
    assert "| 2 of 3 |" in found["collision, crowded"]


def test_the_head_names_the_code_and_what_is_missing():
    page, _ = rows(line(), num_missing=4)

    assert "1, 4 still missing" in page
    assert "code c0de" in page


def test_every_kind_of_question_has_its_row():
    page, found = rows(line(widest_minutes=7), line(asked=job(question="who else")))

    assert "| 14 x 8 |" in found["price"]
    assert "| 7 |" in found["price"]
    assert "hedensted practice" in found["who else"]
    assert page.index("| price |") < page.index("| who else |")
