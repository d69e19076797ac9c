"""The sheets about the municipality, its teams and its consultants."""

from data.workbook.format.column import Column, Located, Role, Sheet, SheetKey, position_columns
from data.workbook.format.kinds_choice import Choice, YesNo
from data.workbook.format.kinds_number import Percent, Whole
from data.workbook.format.kinds_text import FreeText, IdText, NumberText
from data.workbook.format.kinds_time import Day, Week
from models.case import CaseType
from models.consultant import Competence
from models.industry import SECTIONS
from models.text import Text
from models.wording import word

FORMAT_VERSION = 1

TEAM_OFFICE = Located("office_")
CONSULTANT_HOME = Located("home_")

ABOUT = Sheet(
    key=SheetKey.ABOUT,
    name=Text(da="Oplysninger", en="About"),
    about=Text(
        da="Én række om hele filen.",
        en="One row about the whole file.",
    ),
    required=True,
    columns=(
        Column(
            key="municipality",
            heading=Text(da="Kommune", en="Municipality"),
            kind=FreeText(80),
            about=Text(da="Kommunens navn.", en="The municipality's name."),
            example="Hedensted",
            required=True,
            width=20,
        ),
        Column(
            key="date",
            heading=Text(da="Dato", en="Date"),
            kind=Day(),
            about=Text(
                da="Den dag, filen taler om: sager, fravær og frister ses fra den dag.",
                en="The day the file speaks of: cases, absences and deadlines are seen from that day.",
            ),
            example="05-01-2026",
            required=True,
        ),
        Column(
            key="format_version",
            heading=Text(da="Formatversion", en="Format version"),
            kind=Whole(1, 999),
            about=Text(
                da=f"Versionen af dette format; står der intet, er det {FORMAT_VERSION}.",
                en=f"The version of this format; {FORMAT_VERSION} where nothing is written.",
            ),
            example=str(FORMAT_VERSION),
        ),
    ),
)

TEAMS = Sheet(
    key=SheetKey.TEAMS,
    name=Text(da="Teams", en="Teams"),
    about=Text(da="En række for hvert team.", en="One row for each team."),
    required=True,
    aliases=("Team",),
    columns=(
        Column(
            key="id",
            heading=Text(da="Team", en="Team"),
            kind=IdText(),
            about=Text(
                da="Teamets korte navn, som de andre ark henviser til.",
                en="The team's short name, which the other sheets refer to.",
            ),
            example="øst",
            required=True,
            aliases=("Team-id", "Team ID"),
        ),
        Column(
            key="name",
            heading=Text(da="Navn", en="Name"),
            kind=FreeText(120),
            about=Text(
                da="Teamets navn, som det vises; ellers det korte.", en="The team's name as shown; else the short one."
            ),
            example="Fastholdelse Øst",
            aliases=("Teamnavn", "Team name"),
            width=24,
        ),
        Column(
            key="pool",
            heading=Text(da="Pulje", en="Pool"),
            kind=IdText(),
            about=Text(
                da="Teams med samme pulje fordeler sager sammen; tom betyder for sig selv.",
                en="Teams with the same pool distribute cases together; empty means on its own.",
            ),
            example="fælles",
        ),
        *position_columns(
            TEAM_OFFICE, Text(da="Kontor", en="Office"), Text(da="teamets kontor", en="the team's office")
        ),
    ),
)


def _consultant_reference(about: Text) -> Column:
    return Column(
        key="consultant",
        heading=Text(da="Konsulent", en="Consultant"),
        kind=IdText(),
        about=about,
        example="AB",
        required=True,
        aliases=("Konsulent-id", "Consultant ID", "Fastholdelseskonsulent"),
    )


def _caseload(key: str, da: str, en: str, about: Text, also: str) -> Column:
    return Column(key=key, heading=Text(da=da, en=en), kind=Whole(0, 500), about=about, example="45", aliases=(also,))


DEFAULT_COMPETENCES = frozenset({Competence.EMPLOYED, Competence.GOES_OUT})
"""What a consultant can be given where the sheet says nothing; the same as the model's default."""

_SECTION_WORDS = {letter: Text(da=f"{letter} {name.da}", en=f"{letter} {name.en}") for letter, name in SECTIONS.items()}

CONSULTANTS = Sheet(
    key=SheetKey.CONSULTANTS,
    name=Text(da="Konsulenter", en="Consultants"),
    about=Text(
        da="En række for hver konsulent. Intet navn, ingen adresse, intet om helbred.",
        en="One row for each consultant. No name, no address, nothing about health.",
    ),
    required=True,
    aliases=("Konsulent", "Fastholdelseskonsulenter"),
    columns=(
        Column(
            key="id",
            heading=Text(da="Konsulent", en="Consultant"),
            kind=IdText(),
            about=Text(
                da="Konsulentens id, for eksempel initialerne; de andre ark henviser til det.",
                en="The consultant's id, for example the initials; the other sheets refer to it.",
            ),
            example="AB",
            required=True,
            aliases=("Konsulent-id", "Consultant ID", "Fastholdelseskonsulent"),
        ),
        Column(
            key="initials",
            heading=Text(da="Initialer", en="Initials"),
            kind=IdText(8),
            about=Text(
                da="Initialerne, som de vises; ellers de første otte tegn af id'et.",
                en="The initials as shown; else the first eight letters of the id.",
            ),
            example="AB",
        ),
        Column(
            key="team",
            heading=Text(da="Team", en="Team"),
            kind=IdText(),
            about=Text(da="Konsulentens team, som på arket Teams.", en="The consultant's team, as on the sheet Teams."),
            example="øst",
            required=True,
            aliases=("Team-id", "Team ID"),
        ),
        *position_columns(CONSULTANT_HOME, Text(da="Bopæl", en="Home"), Text(da="bopælen", en="the home")),
        Column(
            key="working_time",
            heading=Text(da="Arbejdstid i procent", en="Working time percent"),
            kind=Percent(),
            about=Text(
                da="Arbejdstid i procent af fuld tid; tom betyder 100.",
                en="Working time in percent of full time; empty means 100.",
            ),
            example="80",
            aliases=("Arbejdstid", "Working time"),
        ),
        _caseload(
            "target_count",
            "Måltal, antal sager",
            "Target, number of cases",
            Text(
                da="Konsulentens eget måltal ved sin arbejdstid; tom betyder politikkens, omregnet efter arbejdstid.",
                en="Own target of cases for own hours; empty means the policy's, by working time.",
            ),
            "Mål, antal sager",
        ),
        _caseload(
            "target_weight",
            "Måltal, vægt",
            "Target, weight",
            Text(
                da="Eget måltal efter vægt, i normale sager; tom betyder det samme som for antal.",
                en="Own target by weight, in normal cases; empty means the same as for the number.",
            ),
            "Mål, vægt",
        ),
        _caseload(
            "limit_count",
            "Loft, antal sager",
            "Limit, number of cases",
            Text(
                da="Eget loft over antal sager; tom betyder politikkens, omregnet efter arbejdstid.",
                en="Own limit of cases; empty means the policy's, by working time.",
            ),
            "Grænse, antal sager",
        ),
        _caseload(
            "limit_weight",
            "Loft, vægt",
            "Limit, weight",
            Text(
                da="Eget loft efter vægt, i normale sager; tom betyder det samme som for antal.",
                en="Own limit by weight, in normal cases; empty means the same as for the number.",
            ),
            "Grænse, vægt",
        ),
        Column(
            key="start_date",
            heading=Text(da="Startdato", en="Start date"),
            kind=Day(),
            about=Text(
                da="Første arbejdsdag; en ny konsulent får færre sager i begyndelsen.",
                en="First day of work; a newcomer gets fewer cases in the beginning.",
            ),
            example="01-12-2025",
        ),
        Column(
            key="ramp_weeks",
            heading=Text(da="Oplæring, uger", en="Ramp-up, weeks"),
            kind=Whole(0, 104),
            about=Text(
                da="Så længe vokser måltal og loft fra startdatoen; tom betyder politikkens.",
                en="For so long target and limit grow from the start date; empty means the policy's.",
            ),
            example="8",
        ),
        Column(
            key="end_date",
            heading=Text(da="Fratræder", en="Last day"),
            kind=Day(),
            about=Text(
                da="Sidste arbejdsdag for en, der fratræder; hun får ingen sager, og hendes skal overdrages.",
                en="Last day of work of somebody who leaves; she gets no cases, and hers are to be handed over.",
            ),
            example="28-02-2026",
        ),
        *(
            Column(
                key=f"competence_{competence.value}",
                heading=Text(da=f"Kompetence: {word(competence).da}", en=f"Competence: {word(competence).en}"),
                kind=YesNo(),
                about=Text(
                    da=f"Om konsulenten har kompetencen; tom betyder {'ja' if default else 'nej'}.",
                    en=f"Whether the consultant has the competence; empty means {'yes' if default else 'no'}.",
                ),
                example="ja" if default else "nej",
            )
            for competence in Competence
            for default in (competence in DEFAULT_COMPETENCES,)
        ),
        *(
            Column(
                key=f"preference_{case_type.value}",
                heading=Text(da=f"Præference: {word(case_type).da}", en=f"Preference: {word(case_type).en}"),
                kind=Whole(-2, 2),
                about=Text(
                    da="Fra -2 (helst ikke) til 2 (meget gerne); tom betyder ingen præference.",
                    en="From -2 (rather not) to 2 (very much); empty means no preference.",
                ),
                example="1",
            )
            for case_type in CaseType
        ),
        *(
            Column(
                key=f"received_{case_type.value}",
                heading=Text(da=f"Fået for nylig: {word(case_type).da}", en=f"Received lately: {word(case_type).en}"),
                kind=Whole(0, 500),
                about=Text(
                    da="Antal nye sager af den type i den seneste tid; tom betyder ukendt.",
                    en="Number of new cases of that type lately; empty means unknown.",
                ),
                example="2",
            )
            for case_type in CaseType
        ),
        Column(
            key="calendar_known",
            heading=Text(da="Kalender kendt", en="Calendar known"),
            kind=YesNo(),
            about=Text(
                da="Ja, når kalenderen er kendt, også uden ledige tider; tom betyder ja, hvis der er tider på arket"
                " Ledige tider.",
                en="Yes when the calendar is known, even without free visits; empty means yes if there are any on the"
                " sheet Free visits.",
            ),
            example="ja",
        ),
    ),
)

INDUSTRIES = Sheet(
    key=SheetKey.INDUSTRIES,
    name=Text(da="Branchekendskab", en="Industry knowledge"),
    about=Text(
        da="En række for hver branche, en konsulent kender.", en="One row for each industry a consultant knows."
    ),
    aliases=("Brancher", "Industries"),
    columns=(
        _consultant_reference(Text(da="Hvem der kender branchen.", en="Who knows the industry.")),
        Column(
            key="section",
            heading=Text(da="Branche", en="Industry"),
            kind=Choice(_SECTION_WORDS),
            about=Text(
                da="Branchens afdeling i DB07: bogstavet er nok.",
                en="The industry's section in DB07: the letter is enough.",
            ),
            example="Q",
            required=True,
            width=32,
        ),
        Column(
            key="level",
            heading=Text(da="Kendskab", en="Knowledge"),
            kind=Whole(0, 3),
            about=Text(da="Fra 0 (intet) til 3 (kender den indefra).", en="From 0 (none) to 3 (knows it from inside)."),
            example="2",
            required=True,
        ),
    ),
)

FREE_VISITS = Sheet(
    key=SheetKey.FREE_VISITS,
    name=Text(da="Ledige tider", en="Free visits"),
    about=Text(
        da="En række for hver uge, en konsulent har ledige besøgstider i.",
        en="One row for each week in which a consultant has free visits.",
    ),
    aliases=("Kalender", "Calendar"),
    columns=(
        _consultant_reference(Text(da="Hvis kalender det er.", en="Whose calendar it is.")),
        Column(
            key="week",
            heading=Text(da="Uge", en="Week"),
            kind=Week(),
            about=Text(da="Ugen, efter ISO 8601 som i Danmark.", en="The week, by ISO 8601 as in Denmark."),
            example="2026-W02",
            required=True,
        ),
        Column(
            key="slots",
            heading=Text(da="Antal", en="Number"),
            kind=Whole(0, 200),
            about=Text(da="Ledige besøgstider i ugen.", en="Free visits in the week."),
            example="3",
            required=True,
            aliases=("Antal tider", "Slots"),
        ),
    ),
)

ABSENCES = Sheet(
    key=SheetKey.ABSENCES,
    name=Text(da="Fravær", en="Absences"),
    about=Text(
        da="En række for hvert fravær. Årsagen skal ikke stå her.", en="One row for each absence. The reason stays out."
    ),
    columns=(
        _consultant_reference(Text(da="Hvem der er væk.", en="Who is away.")),
        Column(
            key="first_day",
            heading=Text(da="Første dag", en="First day"),
            kind=Day(),
            about=Text(da="Første dag væk.", en="First day away."),
            example="12-01-2026",
            required=True,
            aliases=("Fra", "From"),
        ),
        Column(
            key="last_day",
            heading=Text(da="Sidste dag", en="Last day"),
            kind=Day(),
            about=Text(da="Sidste dag væk.", en="Last day away."),
            example="16-01-2026",
            required=True,
            aliases=("Til", "To"),
        ),
    ),
)

CONFLICTS = Sheet(
    key=SheetKey.CONFLICTS,
    name=Text(da="Inhabilitet", en="Conflicts of interest"),
    about=Text(
        da="En række for hver virksomhed eller sag, en konsulent ikke må have. Årsagen skal ikke stå her.",
        en="One row for each employer or case a consultant must not have. The reason stays out.",
    ),
    aliases=("Habilitet", "Conflicts"),
    columns=(
        _consultant_reference(Text(da="Hvem der er inhabil.", en="Who has the conflict.")),
        Column(
            key="employer",
            heading=Text(da="Virksomhed", en="Employer"),
            kind=NumberText(),
            about=Text(
                da="Virksomhedens CVR- eller P-nummer, hvis det gælder virksomheden.",
                en="The employer's CVR or production unit number, if it is about the employer.",
            ),
            example="12345678",
            role=Role.EMPLOYER,
            aliases=("CVR-nummer", "CVR-nr.", "P-nummer", "P-nr.", "Production unit number"),
        ),
        Column(
            key="case",
            heading=Text(da="Sag", en="Case"),
            kind=IdText(),
            about=Text(da="Sagsnummeret, hvis det gælder en sag.", en="The case number, if it is about a case."),
            example="2026-0017",
            role=Role.CASE,
            aliases=("Sagsnummer", "Sagsnr.", "Case number"),
        ),
    ),
)
