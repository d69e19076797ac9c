"""The parts of a policy, one a rule: every number with its unit, its bounds and a sentence in both languages.

The values here are what a municipality that says nothing else gets. They are assumed, to be set by the team; a preset
names those that are documented and where.
"""

from enum import StrEnum

from pydantic import Field

from models.case import CaseType, RiskFlag
from models.caseload import QUARTERS_PER_CASE, Measure, WeightChangeQuarters, WeightQuarters
from models.industry import Section
from models.setting import setting
from models.word import Word


class WhenContactImpossible(StrEnum):
    """What becomes of a case whose contact person must have it, when neither she nor her deputy can."""

    WAITS = "waits"
    OPEN_TO_ALL = "open_to_all"


class ContactPart(Word):
    """The employer's fixed contact person."""

    broken_minutes: int = setting(
        120,
        unit="minutes a case",
        da="Pris, når en sag ikke gives til virksomhedens faste kontaktperson.",
        en="Price when a case does not go to the employer's fixed contact person.",
    )
    deputy_minutes: int = setting(
        30,
        unit="minutes a case",
        da="Pris, når sagen gives til kontaktpersonens stedfortræder.",
        en="Price when the case goes to the contact person's deputy.",
    )
    when_impossible: WhenContactImpossible = Field(
        WhenContactImpossible.OPEN_TO_ALL,
        description="Where the contact must have the case and neither she nor the deputy can.",
        json_schema_extra={
            "unit": "choice",
            "da": "Når sagen altid skal til kontaktpersonen, og hverken kontaktpersonen eller stedfortræderen kan: "
            "sagen venter (waits) eller er åben for alle (open_to_all).",
            "en": "Where the contact must have the case and neither she nor the deputy can: "
            "the case waits, or is open to all.",
        },
    )


class TravelPart(Word):
    """The way from home to the workplace."""

    expected_visits: int = setting(
        2,
        unit="visits a case",
        le=50,
        da="Forventet antal besøg på arbejdspladsen i en sag.",
        en="Visits to the workplace to be expected in a case.",
    )
    counted_percent: int = setting(
        100,
        unit="% of the travel minutes",
        le=300,
        da="Hvor meget af køretiden der tæller; 0 ser bort fra, hvor konsulenten bor.",
        en="How much of the travel time counts; 0 takes no account of where a consultant lives.",
    )


class CalendarPart(Word):
    """Free visit slots before the deadline."""

    no_slot_minutes: int = setting(
        60,
        unit="minutes a case",
        da="Pris, når konsulenten ikke har en ledig besøgstid før fristen.",
        en="Price when the consultant has no free visit slot before the deadline.",
    )
    minutes_less_per_slot: int = setting(
        20,
        unit="minutes a free slot",
        da="Så meget falder prisen for hver ledig besøgstid før fristen, ned til nul.",
        en="The price falls by this for each free slot before the deadline, down to nothing.",
    )


class IndustryPart(Word):
    """Knowledge of the employer's industry."""

    missing_level_minutes: int = setting(
        15,
        unit="minutes a missing level",
        da="Pris for hvert trin, der mangler, før konsulenten kender branchen fuldt ud (trin 3).",
        en="Price of each level that the consultant's knowledge of the industry is short of full knowledge (3).",
    )
    mandatory_sections: frozenset[Section] = Field(
        frozenset(),
        description="Industries that only consultants with the level asked for may have.",
        json_schema_extra={
            "unit": "sections of DB07",
            "da": "Brancher, som kun konsulenter med det krævede kendskab må få.",
            "en": "Industries that only consultants with the level asked for may have.",
        },
    )
    mandatory_level: int = setting(
        1,
        unit="level 1-3",
        ge=1,
        le=3,
        da="Det kendskab, en obligatorisk branche kræver.",
        en="The knowledge that a mandatory industry asks for.",
    )


class PreferencePart(Word):
    """What consultants like to have."""

    step_minutes: int = setting(
        15,
        unit="minutes a step",
        da="Hvad hvert trin tæller, når en konsulent gerne vil have eller helst undgår en sagstype.",
        en="Worth of one step of liking or disliking a type of case.",
    )
    wish_step_minutes: int = setting(
        20,
        unit="minutes a step",
        da="Hvad hvert trin tæller, når en konsulent har bedt om en sag eller bedt sig fri for den.",
        en="Worth of one step of asking for or away from one case.",
    )


class ReturningPart(Word):
    """Citizens who come back."""

    not_previous_minutes: int = setting(
        60,
        unit="minutes a case",
        da="Pris, når en borger, der vender tilbage, ikke får sin tidligere konsulent.",
        en="Price when a returning citizen does not get the previous consultant.",
    )


class UrgencyPart(Word):
    """Cases that cannot wait."""

    minutes_per_case_above_target: int = setting(
        10,
        unit="minutes a case above target",
        da="Pris i en hastesag for hver sag, konsulenten allerede har over sit måltal.",
        en="Price in an urgent case of each case the consultant already has above her target.",
    )
    near_deadline_days: int = setting(
        14,
        unit="days",
        le=60,
        da="En frist, der er så nær, gør sagen til en hastesag.",
        en="A deadline this near makes the case urgent.",
    )


class CaseloadPart(Word):
    """How many cases a consultant should have, and must not exceed."""

    measure: Measure = Field(
        Measure.COUNT,
        description="Whether the target is met by number of cases or by weight.",
        json_schema_extra={
            "unit": "choice",
            "da": "Om måltallet tælles i sager (count) eller i vægt (weight).",
            "en": "Whether the target is met by number of cases or by weight.",
        },
    )
    target: int = setting(
        45,
        unit="cases (by the measure)",
        le=500,
        da="Måltal for en fuldtidskonsulent.",
        en="Target of a full-time consultant.",
    )
    limit_count: int | None = setting(
        None,
        unit="cases",
        le=500,
        da="Loft i antal sager for en fuldtidskonsulent; tomt er intet loft.",
        en="Limit of a full-time consultant by number of cases; empty is no limit.",
    )
    limit_weight: int | None = setting(
        None,
        unit="normal cases",
        le=500,
        da="Loft i vægt for en fuldtidskonsulent; tomt er intet loft.",
        en="Limit of a full-time consultant by weight; empty is no limit.",
    )
    step_above_minutes: int = setting(
        6,
        unit="minutes",
        ge=1,
        le=1_000,
        da="Så meget koster den første sag over måltallet; den anden det dobbelte, den tredje det tredobbelte osv.",
        en="The first case above target costs this, the second twice, the third three times this, and so on.",
    )
    step_below_minutes: int = setting(
        3,
        unit="minutes",
        le=1_000,
        da="Så meget koster den første sag under måltallet, den anden det dobbelte osv.; plads trækker sager til sig.",
        en="The first case below target costs this, the second twice this, and so on: room draws cases.",
    )
    max_new_per_round: int | None = setting(
        None,
        unit="cases a round",
        le=500,
        da="Højst så mange nye sager til én konsulent i en runde; tomt er intet loft.",
        en="At most so many new cases for one consultant in a round; empty is no limit.",
    )
    ramp_weeks: int = setting(
        26,
        unit="weeks",
        le=104,
        da="Så længe er en ny konsulent under oplæring; imens vokser måltal og loft jævnt.",
        en="A new consultant's ramp-up; target and limit grow evenly through it.",
    )
    ramp_start_percent: int = setting(
        50,
        unit="% of target and limit",
        le=100,
        da="Måltal og loft på en ny konsulents første dag.",
        en="Target and limit on a new consultant's first day.",
    )


class CohesionPart(Word):
    """Few faces for one employer."""

    new_face_minutes: int = setting(
        30,
        unit="minutes a consultant",
        da="Pris for hver konsulent, der er ny for en virksomhed med to eller flere nye eller åbne sager.",
        en="Price of each consultant who is new to an employer with two or more new or open cases.",
    )


class RotationPart(Word):
    """Types of case that the team would rather not have go round.

    A type is unwanted in a team where the declared preferences for it sum to less than nothing.
    """

    minutes_per_recent_case: int = setting(
        5,
        unit="minutes a case received lately",
        da="Pris i en uønsket sagstype for hver sag af typen, konsulenten har fået for nylig.",
        en="Price in an unwanted type of each case of the type the consultant has received lately.",
    )
    max_unwanted_per_round: int | None = setting(
        None,
        unit="cases a round",
        le=500,
        da="Højst så mange sager af én uønsket type til én konsulent i en runde; tomt er intet loft.",
        en="At most so many cases of one unwanted type for one consultant in a round; empty is no limit.",
    )


class AbsencePart(Word):
    """Days away before the next deadline."""

    min_working_days: int = setting(
        5,
        unit="working days",
        le=60,
        da="En konsulent, der er væk, skal have mindst så mange arbejdsdage før næste frist for at få sagen.",
        en="A consultant who is away must have so many working days before the next deadline to get the case.",
    )
    absent_day_minutes: int = setting(
        6,
        unit="minutes a working day",
        da="Pris for hver arbejdsdag, konsulenten er væk før næste frist.",
        en="Price of each working day the consultant is away before the next deadline.",
    )
    keeps_working_days: int = setting(
        5,
        unit="working days",
        le=60,
        da="En konsulent, der er højst så mange arbejdsdage væk før næste frist, beholder sine sager.",
        en="A consultant who is away at most so many working days before the next deadline keeps her cases.",
    )
    window_days: int = setting(
        28,
        unit="days",
        ge=1,
        le=120,
        da="Så langt frem ses der, når sagen ikke har en frist, eller fristen er overskredet.",
        en="How far to look ahead when the case has no deadline or is past it.",
    )


class MovePart(Word):
    """What it costs a citizen and an employer that an open case changes hands, by how far the case has come."""

    new_minutes: int = setting(
        60,
        unit="minutes a moved case",
        da="Pris for at flytte en ny sag, hvor kontakten knap er begyndt.",
        en="Price of moving a new case, in which contact has hardly begun.",
    )
    before_first_talk_minutes: int = setting(
        90,
        unit="minutes a moved case",
        da="Pris for at flytte en sag, før første samtale er holdt.",
        en="Price of moving a case before the first talk is held.",
    )
    after_first_talk_minutes: int = setting(
        120,
        unit="minutes a moved case",
        da="Pris for at flytte en sag, når første samtale er holdt.",
        en="Price of moving a case once the first talk is held.",
    )
    near_end_minutes: int = setting(
        180,
        unit="minutes a moved case",
        da="Pris for at flytte en sag, hvor borgeren snart er tilbage i arbejde.",
        en="Price of moving a case whose citizen is soon back at work.",
    )
    from_contact_minutes: int = setting(
        30,
        unit="minutes a moved case",
        da="Så meget mere, når den, der har sagen, er virksomhedens faste kontaktperson.",
        en="So much more when whoever has the case is the employer's fixed contact person.",
    )
    returning_minutes: int = setting(
        30,
        unit="minutes a moved case",
        da="Så meget mere, når borgeren har haft konsulenten også i en tidligere sag.",
        en="So much more when the citizen had the consultant in an earlier case, too.",
    )
    new_days: int = setting(
        7,
        unit="days",
        le=60,
        da="En sag er ny så mange dage efter modtagelsen.",
        en="A case is new for so many days after it was received.",
    )
    near_end_days: int = setting(
        28,
        unit="days",
        le=365,
        da="En sag er ved sin slutning, når der er højst så længe til lægens dato.",
        en="A case is near its end when the doctor's date is at most so far ahead.",
    )
    stays_days: int = setting(
        14,
        unit="days",
        le=365,
        da="En sag flyttes ikke, når der er højst så længe til lægens dato.",
        en="A case does not move when the doctor's date is at most so far ahead.",
    )
    sensitive_flags: frozenset[RiskFlag] = Field(
        frozenset(),
        description="Risk flags whose cases stay with the consultant they have.",
        json_schema_extra={
            "unit": "risk flags",
            "da": "Risikoflag, hvis sager bliver hos den konsulent, de har.",
            "en": "Risk flags whose cases stay with the consultant they have.",
        },
    )
    max_gained: int | None = setting(
        None,
        unit="cases a rebalance",
        le=500,
        da="Højst så mange flere sager til én konsulent ved en omfordeling; tomt er intet loft.",
        en="At most so many cases more for one consultant by a rebalance; empty is no limit.",
    )
    max_gained_on_ramp: int | None = setting(
        8,
        unit="cases a rebalance",
        le=500,
        da="Højst så mange flere til en konsulent, der er ny eller lige er vendt tilbage; tomt er intet loft.",
        en="At most so many more for a consultant who is new or just back; empty is no limit.",
    )


class LeftOutPart(Word):
    """What leaving a case to the next round counts. Leaving out as little as possible always comes first."""

    case_points: int = setting(
        100,
        unit="points a case",
        ge=1,
        da="Så meget tæller en sag, der ikke bliver fordelt.",
        en="A case that is left out counts this.",
    )
    waiting_week_points: int = setting(
        10,
        unit="points a week",
        da="Så meget mere tæller den for hver hele uge, borgeren har ventet.",
        en="So much more for every whole week the citizen has waited.",
    )
    most_waiting_weeks: int = setting(
        10,
        unit="weeks",
        le=104,
        da="Så mange ugers ventetid tæller højst med.",
        en="So many weeks of waiting count at the most.",
    )
    fast_track_points: int = setting(
        40, unit="points a case", da="Så meget mere for fast track.", en="So much more for fast track."
    )
    near_deadline_points: int = setting(
        30,
        unit="points a case",
        da="Så meget mere, når fristen er nær eller overskredet.",
        en="So much more when the deadline is near or past.",
    )
    case_minutes: int = setting(
        480,
        unit="minutes a case",
        da="Prisen i minutter for en sag, der må vente til næste runde.",
        en="The price in minutes of a case that must wait for the next round.",
    )


class WeightPart(Word):
    """How heavy a case is, in quarters of a normal case."""

    case_type_quarters: dict[CaseType, WeightQuarters] = Field(
        default_factory=lambda: {
            CaseType.STRESS_ANXIETY: 5,
            CaseType.DEPRESSION: 5,
            CaseType.BRAIN_INJURY: 8,
            CaseType.MUSCULOSKELETAL: QUARTERS_PER_CASE,
            CaseType.CANCER_HEART: QUARTERS_PER_CASE,
            CaseType.SURGERY_INJURY: 3,
            CaseType.OTHER: QUARTERS_PER_CASE,
        },
        description="Weight by type of case; 4 quarters are a normal case.",
        json_schema_extra={
            "unit": "quarters of a case",
            "da": "Vægt efter sagstype; 4 kvarte er en normal sag.",
            "en": "Weight by type of case; 4 quarters are a normal case.",
        },
    )
    risk_flag_quarters: dict[RiskFlag, WeightChangeQuarters] = Field(
        default_factory=lambda: {
            RiskFlag.MENTAL_ILLNESS: 1,
            RiskFlag.LITTLE_EMPLOYER_CONTACT: 1,
            RiskFlag.JOB_DOES_NOT_FIT_HEALTH: 2,
        },
        description="Added to the weight for each risk flag; may be less than nothing.",
        json_schema_extra={
            "unit": "quarters of a case",
            "da": "Lægges til vægten for hvert risikoflag.",
            "en": "Added to the weight for each risk flag.",
        },
    )
