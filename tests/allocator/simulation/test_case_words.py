from allocator.simulation import draw_history
from allocator.simulation.case_words import case_word, without_job
from data.demonstration.world import REFORM_DATE, simulated_world
from models.case import CaseNeed, Employment, TalkForm
from models.law import first_talk_deadline
from tests.allocator.simulation.worlds import make_cases, make_post, make_world

ABLE = frozenset({"employed", "unemployed", "flex_job", "clarification", "goes_out"})


def words(history):
    return [case_word(history, i) for i in range(history.cases.num_cases)]


def test_every_drawn_case_is_a_valid_case_with_the_drawn_deadline():
    for start in (None, REFORM_DATE):
        world = simulated_world("herning", **({} if start is None else {"start": start}))
        history = draw_history(world, seed=1, replication=0, weeks=3)
        for i, word in enumerate(words(history)):
            assert type(word).model_validate(word.model_dump()) == word
            deadline = first_talk_deadline(word, max(word.received, world.start))
            assert history.deadlines[i] == (10**6 if deadline is None else history.calendar.day_of(deadline))


def test_needs_fast_track_and_talks_elsewhere_are_told():
    cases = make_cases(
        flex_job_percent=100.0, clarification_percent=100.0, fast_track_percent=100.0, elsewhere_percent=100.0
    )
    history = draw_history(
        make_world(posts=(make_post(competences=ABLE),), cases=cases), seed=1, replication=0, weeks=2
    )

    for word in words(history):
        assert word.needs == {CaseNeed.FLEX_JOB, CaseNeed.CLARIFICATION}
        assert word.fast_track
        assert word.talk_form is TalkForm.ELSEWHERE


def test_without_the_job_there_is_no_employer_no_fast_track_and_no_flex_job():
    cases = make_cases(flex_job_percent=100.0, clarification_percent=100.0, fast_track_percent=100.0)
    history = draw_history(
        make_world(posts=(make_post(competences=ABLE),), cases=cases), seed=1, replication=0, weeks=2
    )
    word = without_job(case_word(history, 0))

    assert word.employment is Employment.UNEMPLOYED
    assert (word.employer_id, word.fast_track, word.needs) == (None, False, {CaseNeed.CLARIFICATION})
    assert type(word).model_validate(word.model_dump()) == word
