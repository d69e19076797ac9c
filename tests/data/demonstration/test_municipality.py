import datetime
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from importlib.resources import files

import numpy as np
import pytest

from data.demonstration import DEFAULT_DATE, MUNICIPALITIES, demonstrate, municipality_facts, practice_of
from data.demonstration.facts import national_facts
from data.towns import towns_of
from data.travel import geodesic_km
from models.case import CaseNeed, CaseType, Employment, RiskFlag, TalkForm
from models.caseload import scaled_half_up
from models.consultant import Competence
from models.employer import ContactMode, EmployerIdKind
from models.industry import IndustryScheme
from models.law import first_talk_deadline, is_exempt

AFTER_REFORM = datetime.date(2026, 9, 7)

cached = cache(demonstrate)

every_municipality = pytest.mark.parametrize("key", MUNICIPALITIES)
some_seeds = pytest.mark.parametrize("seed", [1, 2])


def main_team_ids(snapshot):
    return {team.id for team in snapshot.teams if team.round_pool == snapshot.teams[0].round_pool}


def main_consultants(snapshot):
    return [each for each in snapshot.consultants if each.team_id in main_team_ids(snapshot)]


def needed(case):
    competences = {Competence(case.employment), *(Competence(need) for need in case.needs)}
    if case.employment is Employment.EMPLOYED and case.talk_form is TalkForm.WORKPLACE:
        competences.add(Competence.GOES_OUT)
    return competences


def main_new_cases(snapshot):
    """New cases that name no other team and that somebody of the main round could have."""
    own = main_team_ids(snapshot)
    return [
        case
        for case in snapshot.new_cases
        if case.team_id in {None, *own} and any(needed(case) <= each.competences for each in main_consultants(snapshot))
    ]


@every_municipality
def test_a_demonstration_is_dated_and_named(key):
    snapshot = cached(key, seed=1)

    assert snapshot.date == DEFAULT_DATE == datetime.date(2026, 1, 5)
    assert snapshot.municipality == municipality_facts(key).name
    assert snapshot.overrides == ()


@pytest.mark.parametrize(
    ("key", "num_new"),
    [("hedensted", 14), ("varde", 15), ("herning", 26), ("vejle", 34), ("aalborg", 64), ("copenhagen", 186)],
)
@some_seeds
def test_about_as_many_new_cases_as_public_figures_say_come_to_the_main_round(key, num_new, seed):
    assert len(main_new_cases(cached(key, seed=seed))) == pytest.approx(num_new, rel=0.1)


@pytest.mark.parametrize(
    ("key", "num_open"),
    [("hedensted", 344), ("varde", 352), ("herning", 1170), ("vejle", 728), ("aalborg", 1440), ("copenhagen", 4500)],
)
def test_open_cases_are_caseload_times_consultants(key, num_open):
    snapshot = cached(key, seed=1)
    main = {each.id for each in main_consultants(snapshot)}

    assert sum(case.consultant_id in main for case in snapshot.open_cases) == num_open


@pytest.mark.parametrize(
    ("key", "low", "high"), [("hedensted", 40, 55), ("herning", 36, 42), ("vejle", 45, 60), ("aalborg", 40, 55)]
)
@some_seeds
def test_full_time_consultants_have_the_documented_caseload(key, low, high, seed):
    snapshot = cached(key, seed=seed)
    counts = Counter(case.consultant_id for case in snapshot.open_cases)
    full_time = [
        counts[each.id]
        for each in main_consultants(snapshot)
        if each.working_time_percent == 100 and each.start_date is None and each.limit_count is None
    ]

    assert max(full_time) <= high
    assert np.mean(full_time) >= low
    assert max(full_time) > min(full_time)


@every_municipality
@some_seeds
def test_nobody_is_above_her_limit_and_the_round_has_room_for_its_cases(key, seed):
    snapshot = cached(key, seed=seed)
    policy = practice_of(key).caseload
    counts = Counter(case.consultant_id for case in snapshot.open_cases)
    room = 0
    for each in main_consultants(snapshot):
        limit = each.limit_count or scaled_half_up(policy.limit_count, each.working_time_percent)
        if each.start_date is not None:
            days = (snapshot.date - each.start_date).days
            ramp = policy.ramp_start_percent + (100 - policy.ramp_start_percent) * days // (7 * policy.ramp_weeks)
            limit = scaled_half_up(limit, min(100, ramp))
        assert counts[each.id] <= limit
        room += 0 if each.absences else limit - counts[each.id]
    assert room >= len(main_new_cases(snapshot))


@every_municipality
def test_every_new_case_can_be_had_by_several_or_belongs_to_another_team(key):
    snapshot = cached(key, seed=1)

    for case in snapshot.new_cases:
        able = [each for each in snapshot.consultants if needed(case) <= each.competences]
        assert len(able) >= 2
        assert case.previous_consultant_id in {None, *(each.id for each in snapshot.consultants)}


@every_municipality
@some_seeds
def test_a_demonstration_holds_several_of_each(key, seed):
    snapshot = cached(key, seed=seed)
    consultants, new = main_consultants(snapshot), main_new_cases(snapshot)
    relations = snapshot.contact_relations
    open_main = [case for case in snapshot.open_cases if case.consultant_id in {each.id for each in consultants}]
    soon = snapshot.date + datetime.timedelta(days=14)
    features = {
        "part-time": [each for each in consultants if 60 <= each.working_time_percent <= 90],
        "newcomers": [each for each in consultants if each.start_date is not None],
        "absences": [each for each in consultants if each.absences],
        "conflicts": [each for each in consultants if each.conflicts],
        "own limits": [each for each in consultants if each.limit_count or each.limit_weight],
        "preferences": [each for each in consultants if each.preferences],
        "flex-job consultants": [each for each in consultants if Competence.FLEX_JOB in each.competences],
        "types received lately": [each for each in consultants if each.received_lately],
        "calendars": [each for each in consultants if each.free_visit_slots],
        "fast track": [case for case in new if case.fast_track_requested],
        "returning": [case for case in new if case.previous_consultant_id],
        "waiting": [case for case in new if case.waiting_since],
        "decided talks": [case for case in new if case.first_talk],
        "flex-job cases": [case for case in new if CaseNeed.FLEX_JOB in case.needs],
        "wishes": snapshot.wishes,
        "unemployed": [case for case in snapshot.new_cases if case.employment is Employment.UNEMPLOYED],
        "contacts: always": [each for each in relations if each.mode is ContactMode.ALWAYS],
        "contacts: preferred": [each for each in relations if each.mode is ContactMode.PREFERRED],
        "contacts: off": [each for each in relations if each.mode is ContactMode.OFF],
        "deputies": [each for each in relations if each.deputy_id],
        "rhythms": [each for each in relations if each.rhythm_days],
        "DB07": [each for each in snapshot.employers if each.industry.scheme is IndustryScheme.DB07],
        "DB25": [each for each in snapshot.employers if each.industry.scheme is IndustryScheme.DB25],
        "production units": [each for each in snapshot.employers if each.id_kind is EmployerIdKind.PRODUCTION_UNIT],
        "talks held": [case for case in open_main if case.first_talk and case.first_talk.held_on],
        "talks agreed": [case for case in open_main if case.first_talk and case.first_talk.agreed_for],
        "near a deadline without a talk": [
            case
            for case in open_main
            if case.first_talk is None and snapshot.date <= first_talk_deadline(case, snapshot.date) <= soon
        ],
        **{f"flag {flag}": [case for case in new if flag in case.risk_flags] for flag in RiskFlag},
    }

    assert {name: len(found) for name, found in features.items() if len(found) < 2} == {}


@every_municipality
def test_conflicts_name_employers_and_cases_and_concern_new_cases(key):
    snapshot = cached(key, seed=1)
    conflicts = [conflict for each in snapshot.consultants for conflict in each.conflicts]
    new = {case.id for case in snapshot.new_cases}, {case.employer_id for case in snapshot.new_cases}

    assert {conflict.case_id for conflict in conflicts} - {None} <= new[0]
    assert {conflict.employer_id for conflict in conflicts} - {None} <= new[1]
    assert len({conflict.case_id is None for conflict in conflicts}) == 2


@every_municipality
def test_some_absences_are_now_and_some_later(key):
    snapshot = cached(key, seed=1)
    absences = [absence for each in snapshot.consultants for absence in each.absences]

    assert any(absence.first_day <= snapshot.date <= absence.last_day for absence in absences)
    assert any(absence.first_day > snapshot.date for absence in absences)


@every_municipality
def test_own_limits_are_by_count_and_by_weight(key):
    consultants = cached(key, seed=1).consultants

    assert any(each.limit_count for each in consultants)
    assert any(each.limit_weight for each in consultants)


@every_municipality
@some_seeds
def test_new_cases_came_in_lately_three_to_seven_weeks_into_the_absence(key, seed):
    snapshot = cached(key, seed=seed)
    window = 7 if key != "herning" else 4

    for case in snapshot.new_cases:
        age, lag = (snapshot.date - case.received).days, (case.received - case.first_day_of_absence).days
        assert 1 <= age <= window if case.waiting_since is None else window < age <= window + 9
        assert 21 <= lag <= 49
        assert case.received.weekday() < 5
        assert case.category in {"1", "2"}
        assert case.waiting_since in {None, case.received}


def test_one_spell_in_three_begins_on_a_monday():
    weekdays = Counter(case.first_day_of_absence.weekday() for case in cached("copenhagen", seed=1).cases)

    assert weekdays[0] / weekdays.total() == pytest.approx(1 / 3, abs=0.03)
    assert weekdays[4] / weekdays.total() == pytest.approx(0.13, abs=0.03)


def test_types_and_risks_come_in_the_stated_shares():
    snapshot, facts = cached("copenhagen", seed=1), municipality_facts("copenhagen")
    types = Counter(case.case_type for case in snapshot.cases)

    for case_type, percent in facts.case_types_percent.value.items():
        assert 100 * types[case_type] / len(snapshot.cases) == pytest.approx(percent, abs=0.5)
    mental = [case for case in snapshot.cases if RiskFlag.MENTAL_ILLNESS in case.risk_flags]
    assert len(mental) / len(snapshot.cases) == pytest.approx(0.4, abs=0.01)
    mental_types = {CaseType.DEPRESSION, CaseType.STRESS_ANXIETY}
    assert sum(case.case_type in mental_types for case in mental) > 0.6 * len(mental)


@pytest.mark.parametrize(("key", "percent"), [("hedensted", 50), ("herning", 46), ("vejle", 48)])
def test_first_talks_were_held_at_the_workplace_as_often_as_documented(key, percent):
    talks = [
        case.first_talk
        for seed in (1, 2)
        for case in cached(key, seed=seed).open_cases
        if case.employment is Employment.EMPLOYED and case.first_talk is not None and case.first_talk.held_on
    ]

    assert 100 * np.mean([talk.held_at_workplace for talk in talks]) == pytest.approx(percent, abs=4)


def test_first_talks_that_were_held_kept_their_deadline():
    snapshot = cached("vejle", seed=1)
    held = [case for case in snapshot.open_cases if case.first_talk is not None and case.first_talk.held_on]

    assert all(case.received <= case.first_talk.held_on for case in held)
    assert all(case.first_talk.held_on <= case.first_day_of_absence + datetime.timedelta(days=55) for case in held)


@every_municipality
def test_a_talk_that_is_missed_is_held_within_four_weeks(key):
    snapshot = cached(key, seed=1)
    days_overdue = [
        (snapshot.date - first_talk_deadline(case, snapshot.date)).days
        for case in snapshot.open_cases
        if case.first_talk is None
    ]

    assert 0 < max(days_overdue) <= 28


@every_municipality
def test_a_few_employers_have_most_of_the_cases(key):
    by_employer = Counter(case.employer_id for case in cached(key, seed=1).cases if case.employer_id is not None)
    counts = sorted(by_employer.values(), reverse=True)

    assert sum(counts[: len(counts) // 5]) > 0.5 * sum(counts)
    assert counts[0] < 0.15 * sum(counts)


@every_municipality
def test_employers_have_several_new_cases_now_and_then(key):
    repeats = Counter(case.employer_id for seed in (1, 2) for case in cached(key, seed=seed).new_cases)
    del repeats[None]

    assert max(repeats.values()) >= 2


@every_municipality
def test_contacts_are_of_the_employers_with_most_cases(key):
    snapshot = cached(key, seed=1)
    counts = Counter(case.employer_id for case in snapshot.cases if case.employer_id is not None)
    known = [counts[relation.employer_id] for relation in snapshot.contact_relations]

    assert np.mean(known) > 3 * np.mean(list(counts.values()))
    people = {each.id: each for each in main_consultants(snapshot)}
    for relation in snapshot.contact_relations:
        assert Competence.GOES_OUT in people[relation.consultant_id].competences
        assert relation.since < snapshot.date


def test_aalborg_has_five_agreements_with_one_contact_person_each_who_visits_every_14_days():
    snapshot = cached("aalborg", seed=1)
    agreements = [each for each in snapshot.contact_relations if each.rhythm_days is not None]

    assert [each.rhythm_days for each in agreements] == [14] * 5
    assert {each.mode for each in agreements} == {ContactMode.ALWAYS}
    assert all(each.deputy_id is not None for each in agreements)
    assert len({each.consultant_id for each in agreements}) == 5
    largest = Counter(case.employer_id for case in snapshot.cases if case.employer_id).most_common(12)
    assert {each.employer_id for each in agreements} <= {employer_id for employer_id, _ in largest}


def test_herning_has_six_teams_in_one_round_of_which_some_have_only_unemployed():
    snapshot = cached("herning", seed=1)
    competences = {
        team.id: {each.competences for each in snapshot.consultants if each.team_id == team.id}
        for team in snapshot.teams
    }

    assert len(snapshot.teams) == 6
    assert {team.round_pool for team in snapshot.teams} == {"herning"}
    assert len(snapshot.consultants) == 30
    assert sum(kinds == {frozenset({Competence.UNEMPLOYED})} for kinds in competences.values()) == 2
    stay_in = [
        each
        for each in snapshot.consultants
        if Competence.EMPLOYED in each.competences and Competence.GOES_OUT not in each.competences
    ]
    assert len(stay_in) == 3
    assert all(each.free_visit_slots is None for each in stay_in)


@pytest.mark.parametrize(("key", "other"), [("hedensted", "ledige"), ("vejle", "ledige"), ("aalborg", "afklaring")])
def test_cases_of_the_other_team_are_named_or_known_by_what_they_need(key, other):
    snapshot = cached(key, seed=1)
    own = {case.id for case in main_new_cases(snapshot)}
    others = [case for case in snapshot.new_cases if case.id not in own]

    assert [team.id for team in snapshot.teams] == ["fastholdelse", other]
    assert {case.team_id for case in others} == {None, other}
    assert all(case.team_id is None for case in main_new_cases(snapshot))


def test_everything_in_hedensted_is_as_its_description_says():
    snapshot = cached("hedensted", seed=1)

    assert Counter(each.team_id for each in snapshot.consultants) == {"fastholdelse": 8, "ledige": 4}
    assert sum(Competence.FLEX_JOB in each.competences for each in snapshot.consultants) == 2


@every_municipality
def test_people_and_employers_are_near_the_towns_of_the_municipality(key):
    snapshot = cached(key, seed=1)
    towns = [town.position for town in towns_of(key)]
    places = [each.home for each in snapshot.consultants] + [each.position for each in snapshot.employers]
    places += [case.workplace for case in snapshot.cases if case.workplace is not None]

    assert all(place.is_in_denmark for place in places)
    assert geodesic_km(places, towns).min(axis=1).max() < 10


@every_municipality
def test_employers_are_where_many_live(key):
    towns = Counter(each.name.rpartition(", ")[2] for each in cached(key, seed=1).employers)
    population = {town.name: town.population for town in towns_of(key)}

    assert towns.most_common(1)[0][0] == max(population, key=population.__getitem__)
    shares = [towns[name] / towns.total() for name in population]
    assert shares == pytest.approx([each / sum(population.values()) for each in population.values()], abs=0.08)


def test_employers_are_in_the_industries_the_municipality_works_in():
    snapshot = cached("copenhagen", seed=1)
    sections = Counter(each.industry.section for each in snapshot.employers)

    assert sections["A"] / sections.total() < 0.02
    assert (sections["O"] + sections["P"] + sections["Q"]) / sections.total() == pytest.approx(0.36, abs=0.08)


def valid_date(digits):
    try:
        datetime.date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True


@every_municipality
def test_no_number_in_a_demonstration_can_be_taken_for_a_cpr_number(key):
    snapshot = cached(key, seed=1)
    texts = [
        *(word for each in snapshot.employers for word in (each.id, each.name)),
        *(case.id for case in snapshot.cases),
        *(word for each in snapshot.consultants for word in (each.id, each.initials)),
        *(word for team in snapshot.teams for word in (team.id, team.name)),
    ]

    for text in texts:
        for digits in re.findall(r"\d{9,}", re.sub(r"[-\s]", "", text)):
            assert not valid_date(digits.zfill(10)), text


@every_municipality
def test_no_employer_is_a_real_company(key):
    employers = cached(key, seed=1).employers

    assert all(each.name.startswith("Eksempel ") for each in employers)
    for each in employers:
        cvr = each.id[-8:]
        checksum = sum(w * int(digit) for w, digit in zip((2, 7, 6, 5, 4, 3, 2, 1), cvr, strict=True))
        assert cvr.startswith("99")
        assert checksum % 11 != 0
    assert len({each.name for each in employers}) == len(employers)


def test_initials_are_of_three_letters_and_unlike():
    initials = [each.initials for each in cached("copenhagen", seed=1).consultants]

    assert len(set(initials)) == 100
    assert all(re.fullmatch("[A-Z]{3}", each) for each in initials)


@every_municipality
def test_the_same_seed_gives_the_same_snapshot(key):
    assert demonstrate(key, seed=1) == cached(key, seed=1)


@every_municipality
def test_another_seed_gives_another_snapshot(key):
    assert cached(key, seed=2) != cached(key, seed=1)


def test_the_snapshot_does_not_depend_on_how_the_interpreter_hashes():
    program = (
        "from data.demonstration import demonstrate\n"
        "for case in demonstrate('hedensted', seed=3).cases:\n"
        "    print(case.id, case.employer_id, case.consultant_id, case.case_type, sorted(case.risk_flags))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    }

    assert len(outputs) == 1


def test_a_negative_seed_is_refused():
    with pytest.raises(ValueError, match="non-negative"):
        demonstrate("varde", seed=-1)


def test_an_unknown_municipality_is_refused():
    with pytest.raises(KeyError, match="odense"):
        demonstrate("odense", seed=1)


@pytest.mark.parametrize("date", [datetime.date(2026, 7, 11), datetime.date(2024, 12, 31), datetime.date(2027, 1, 3)])
def test_any_day_will_do(date):
    snapshot = demonstrate("herning", seed=1, date=date)

    assert snapshot.date == date
    assert snapshot.new_cases
    assert all(
        week[:4] in {f"{date.year}", f"{date.year - 1}"} or date.month == 12
        for each in snapshot.consultants
        for week in each.free_visit_slots or ()
    )


@every_municipality
def test_before_the_reform_nobody_is_exempt_and_no_date_is_asked_for(key):
    assert all(case.expected_back is None for case in cached(key, seed=1).cases)


@every_municipality
def test_after_the_reform_fewer_come_in_and_most_with_a_job_are_away_for_long(key):
    snapshot = cached(key, seed=1, date=AFTER_REFORM)
    employed = [case for case in snapshot.cases if case.employment is Employment.EMPLOYED]

    assert len(snapshot.new_cases) < 0.75 * len(cached(key, seed=1).new_cases)
    assert len(main_new_cases(snapshot)) < 0.65 * len(main_new_cases(cached(key, seed=1)))
    assert len(snapshot.open_cases) < len(cached(key, seed=1).open_cases)
    assert all(case.expected_back > AFTER_REFORM for case in employed)
    assert all(case.expected_back is None for case in snapshot.cases if case.employment is Employment.UNEMPLOYED)
    assert np.mean([is_exempt(case, AFTER_REFORM) for case in employed]) < 0.25


def test_a_quiet_month_brings_fewer_cases():
    july = demonstrate("copenhagen", seed=1, date=datetime.date(2025, 7, 28))

    assert len(july.new_cases) == pytest.approx(0.7 * 185.6, rel=0.02)


def test_a_caseload_that_does_not_fit_says_so(monkeypatch):
    facts = municipality_facts("varde")
    pool = facts.main_pool
    full = pool.model_copy(update={"caseload": pool.caseload.model_copy(update={"value": 60.0})})
    monkeypatch.setattr(
        "data.demonstration.municipality.municipality_facts",
        lambda _key: facts.model_copy(update={"pools": (full,)}),
    )

    with pytest.raises(ValueError, match="480 open cases do not fit"):
        demonstrate("varde", seed=1)


def test_the_readme_gives_the_figures_of_the_files():
    readme = (files("data.demonstration") / "README.md").read_text("utf-8")

    for key in MUNICIPALITIES:
        facts = municipality_facts(key)
        pool = facts.main_pool
        row = (
            f"| {facts.name} | {pool.num_consultants} | {pool.caseload.value:g} "
            f"| {pool.published_inflow_per_week.value} | {pool.inflow_per_week.value} "
            f"| {len(main_new_cases(cached(key, seed=1)))} |"
        )
        assert row in readme
    assert f"{national_facts().survival.durations().mean_weeks:.1f} weeks on average" in readme
