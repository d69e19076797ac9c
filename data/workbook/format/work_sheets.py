"""The sheets about employers, cases and what people have said about them."""

from data.workbook.format.column import Column, Located, Role, Sheet, SheetKey, position_columns
from data.workbook.format.kinds_choice import YesNo, choice_of
from data.workbook.format.kinds_number import CaseWeight, Whole
from data.workbook.format.kinds_text import FreeText, IdText, IndustryCode, NumberText
from data.workbook.format.kinds_time import Day
from models.case import CaseNeed, CaseType, Employment, RiskFlag, TalkForm, TalkReason
from models.employer import ContactMode
from models.industry import IndustryScheme
from models.move import MoveReason
from models.override import OverrideKind, OverrideReason
from models.text import Text
from models.wording import word

EMPLOYER_PLACE = Located("")
CASE_WORKPLACE = Located("workplace_")

_EMPLOYER_NAMES = ("CVR-nummer", "CVR-nr.", "P-nummer", "P-nr.", "Produktionsenhed", "Production unit number")
_CASE_NAMES = ("Sagsnummer", "Sagsnr.", "Case number")
_CONSULTANT_NAMES = ("Konsulent-id", "Consultant ID", "Fastholdelseskonsulent")


def _day(key: str, heading: Text, about: Text, example: str, *, required: bool = False) -> Column:
    return Column(key=key, heading=heading, kind=Day(), about=about, example=example, required=required)


EMPLOYERS = Sheet(
    key=SheetKey.EMPLOYERS,
    name=Text(da="Virksomheder", en="Employers"),
    about=Text(
        da="En række for hver virksomhed eller arbejdsplads. Hver række har et CVR- eller et P-nummer.",
        en="One row for each company or workplace. Each row has a CVR or a production unit number.",
    ),
    aliases=("Virksomhed", "Arbejdsgivere"),
    columns=(
        Column(
            key="cvr",
            heading=Text(da="CVR-nummer", en="CVR number"),
            kind=NumberText(),
            about=Text(
                da="Virksomhedens otte cifre; er P-nummeret også udfyldt, er det P-nummeret, der gælder.",
                en="The company's eight digits; where the production unit number stands too, that one counts.",
            ),
            example="12345678",
            aliases=("CVR", "CVR-nr.", "CVR no."),
        ),
        Column(
            key="production_unit",
            heading=Text(da="P-nummer", en="Production unit number"),
            kind=NumberText(),
            about=Text(
                da="Arbejdspladsens ti cifre, når sagerne skal høre til arbejdspladsen og ikke til hele virksomheden.",
                en="The workplace's ten digits, when cases belong to the workplace and not to the whole company.",
            ),
            example="1012345678",
            role=Role.PRODUCTION_UNIT,
            aliases=("P-nr.", "Produktionsenhed", "Produktionsenhedsnummer", "Production unit"),
        ),
        Column(
            key="name",
            heading=Text(da="Navn", en="Name"),
            kind=FreeText(120),
            about=Text(da="Virksomhedens navn.", en="The employer's name."),
            example="Juelsminde Værft",
            required=True,
            aliases=("Virksomhedsnavn", "Employer name"),
            width=28,
        ),
        *position_columns(EMPLOYER_PLACE, Text(da="", en=""), Text(da="arbejdspladsen", en="the workplace")),
        Column(
            key="industry_code",
            heading=Text(da="Branchekode", en="Industry code"),
            kind=IndustryCode(),
            about=Text(
                da="Branchekoden fra CVR-registeret, formateret som tekst.",
                en="The industry code of the business register, formatted as text.",
            ),
            example="301200",
            aliases=("Branche", "Industry"),
        ),
        Column(
            key="industry_scheme",
            heading=Text(da="Branchekodesæt", en="Industry scheme"),
            kind=choice_of(IndustryScheme),
            about=Text(
                da="Det kodesæt, branchekoden er fra: DB07 til og med 2024, DB25 fra 2025.",
                en="The scheme the industry code is from: DB07 until 2024, DB25 from 2025.",
            ),
            example="DB25",
        ),
    ),
)

CONTACTS = Sheet(
    key=SheetKey.CONTACTS,
    name=Text(da="Kontaktpersoner", en="Contact persons"),
    about=Text(
        da="En række for hver virksomhed med en fast kontaktperson i teamet.",
        en="One row for each employer with a fixed contact person in the team.",
    ),
    aliases=("Faste kontaktpersoner", "Contacts"),
    columns=(
        Column(
            key="employer",
            heading=Text(da="Virksomhed", en="Employer"),
            kind=NumberText(),
            about=Text(
                da="CVR- eller P-nummeret, som på arket Virksomheder.",
                en="The CVR or production unit number, as on the sheet Employers.",
            ),
            example="12345678",
            required=True,
            role=Role.EMPLOYER,
            aliases=_EMPLOYER_NAMES,
        ),
        Column(
            key="consultant",
            heading=Text(da="Konsulent", en="Consultant"),
            kind=IdText(),
            about=Text(da="Den faste kontaktperson.", en="The fixed contact person."),
            example="AB",
            required=True,
            aliases=(*_CONSULTANT_NAMES, "Kontaktperson", "Contact person"),
        ),
        Column(
            key="mode",
            heading=Text(da="Ordning", en="Mode"),
            kind=choice_of(ContactMode),
            about=Text(
                da="Om virksomhedens sager altid eller helst går til kontaktpersonen; tom betyder helst.",
                en="Whether the employer's cases go always or preferably to the contact person; empty means preferred.",
            ),
            example="helst",
        ),
        Column(
            key="deputy",
            heading=Text(da="Stedfortræder", en="Deputy"),
            kind=IdText(),
            about=Text(
                da="Den konsulent, der træder til, når kontaktpersonen ikke kan.",
                en="The consultant who steps in when the contact person cannot.",
            ),
            example="CD",
        ),
        _day(
            "since",
            Text(da="Siden", en="Since"),
            Text(da="Den dag, aftalen begyndte.", en="The day the agreement began."),
            "01-03-2024",
        ),
        Column(
            key="rhythm_days",
            heading=Text(da="Besøg hver (dage)", en="Visits every (days)"),
            kind=Whole(1, 365),
            about=Text(
                da="Hvor tit kontaktpersonen alligevel er hos virksomheden; tom betyder uden fast rytme.",
                en="How often the contact person visits the employer anyway; empty means without a rhythm.",
            ),
            example="14",
            aliases=("Besøgsrytme", "Visiting rhythm"),
        ),
    ),
)

CASES = Sheet(
    key=SheetKey.CASES,
    name=Text(da="Sager", en="Cases"),
    about=Text(
        da="En række for hver sag: nye sager uden konsulent og åbne sager med. Aldrig CPR-numre.",
        en="One row for each case: new ones without a consultant and open ones with one. Never CPR numbers.",
    ),
    aliases=("Sag", "Nye sager"),
    columns=(
        Column(
            key="id",
            heading=Text(da="Sagsnummer", en="Case number"),
            kind=IdText(),
            about=Text(
                da="Sagens nummer, aldrig et CPR-nummer; uden kolonnen laves numre i rækkefølge (S-0001).",
                en="The case's number, never a CPR number; without the column, numbers are made in order (S-0001).",
            ),
            example="2026-0017",
            role=Role.CASE,
            aliases=("Sag", "Sagsnr.", "Case", "Case ID"),
        ),
        _day(
            "received",
            Text(da="Modtaget", en="Received"),
            Text(da="Den dag, kommunen fik sagen.", en="The day the municipality got the case."),
            "02-01-2026",
            required=True,
        ),
        _day(
            "first_day_of_absence",
            Text(da="Første fraværsdag", en="First day of absence"),
            Text(da="Den første sygedag; uge 8 tælles fra den.", en="The first sick day; week 8 is counted from it."),
            "08-12-2025",
            required=True,
        ),
        Column(
            key="case_type",
            heading=Text(da="Sagstype", en="Case type"),
            kind=choice_of(CaseType),
            about=Text(
                da="Hvad sagen handler om, groft sagt; ikke en diagnose.",
                en="What the case is about, roughly; not a diagnosis.",
            ),
            example="stress og angst",
            required=True,
            width=20,
        ),
        Column(
            key="team",
            heading=Text(da="Team", en="Team"),
            kind=IdText(),
            about=Text(
                da="Det team, sagen hører til; tom betyder et hvilket som helst.",
                en="The team the case belongs to; empty means any.",
            ),
            example="øst",
            aliases=("Team-id", "Team ID"),
        ),
        Column(
            key="employment",
            heading=Text(da="Beskæftigelse", en="Employment"),
            kind=choice_of(Employment),
            about=Text(
                da="Om der er et job at vende tilbage til; tom betyder ja.",
                en="Whether there is a job to return to; empty means yes.",
            ),
            example="beskæftiget",
        ),
        Column(
            key="category",
            heading=Text(da="Kategori", en="Category"),
            kind=IdText(10),
            about=Text(
                da="Visitationskategorien, som den gælder på modtagelsesdagen.",
                en="The legal category that holds on the day the case was received.",
            ),
            example="2",
        ),
        Column(
            key="employer",
            heading=Text(da="Virksomhed", en="Employer"),
            kind=NumberText(),
            about=Text(
                da="CVR- eller P-nummeret, som på arket Virksomheder; tom for ledige.",
                en="The CVR or production unit number, as on the sheet Employers; empty for the unemployed.",
            ),
            example="12345678",
            role=Role.EMPLOYER,
            aliases=_EMPLOYER_NAMES,
        ),
        *position_columns(
            CASE_WORKPLACE,
            Text(da="Arbejdsplads", en="Workplace"),
            Text(da="arbejdspladsen", en="the workplace"),
            Text(da=" Kun når den ikke er virksomhedens.", en=" Only where it is not the employer's."),
        ),
        *(
            Column(
                key=f"risk_{flag.value}",
                heading=Text(da=f"Risiko: {word(flag).da}", en=f"Risk: {word(flag).en}"),
                kind=YesNo(),
                about=Text(
                    da="Om sagen er en risikosag af den grund.", en="Whether it is a risk case for that reason."
                ),
                example="ja",
            )
            for flag in RiskFlag
        ),
        Column(
            key="weight",
            heading=Text(da="Sagstyngde", en="Weight"),
            kind=CaseWeight(),
            about=Text(
                da="Hvor tung sagen er; en normal sag er 1; tom betyder fordelingspolitikkens vægt.",
                en="How heavy the case is; a normal one is 1; empty means the policy's weight.",
            ),
            example="1,25",
            aliases=("Vægt",),
        ),
        _day(
            "deadline",
            Text(da="Frist", en="Deadline"),
            Text(
                da="Fristen for første samtale; tom betyder den, loven giver.",
                en="The deadline of the first talk; empty means the one the law gives.",
            ),
            "01-02-2026",
        ),
        _day(
            "expected_back",
            Text(da="Forventet tilbage", en="Expected back"),
            Text(da="Lægens dato for raskmelding.", en="The doctor's date of recovery."),
            "01-05-2026",
        ),
        Column(
            key="fast_track",
            heading=Text(da="Fast track", en="Fast track"),
            kind=YesNo(),
            about=Text(da="Om der er bedt om en tidlig indsats.", en="Whether early action was asked for."),
            example="nej",
        ),
        _day(
            "fast_track_requested",
            Text(da="Fast track ønsket", en="Fast track requested"),
            Text(
                da="Den dag, der blev bedt om det; fristen tælles fra den.",
                en="The day it was asked for; the deadline is counted from it.",
            ),
            "05-01-2026",
        ),
        Column(
            key="previous_consultant",
            heading=Text(da="Tidligere konsulent", en="Previous consultant"),
            kind=IdText(),
            about=Text(
                da="Hvem borgeren havde før; må gerne være holdt op.",
                en="Whom the citizen had before; may have left.",
            ),
            example="CD",
        ),
        *(
            Column(
                key=f"need_{need.value}",
                heading=Text(da=f"Behov: {word(need).da}", en=f"Need: {word(need).en}"),
                kind=YesNo(),
                about=Text(da="Om sagen kræver den kompetence.", en="Whether the case needs that competence."),
                example="nej",
            )
            for need in CaseNeed
        ),
        _day(
            "waiting_since",
            Text(da="Venter siden", en="Waiting since"),
            Text(
                da="Den dag, ventetiden tælles fra; tom betyder modtagelsesdagen.",
                en="The day from which waiting is counted; empty means the day of receipt.",
            ),
            "02-01-2026",
        ),
        Column(
            key="consultant",
            heading=Text(da="Konsulent", en="Consultant"),
            kind=IdText(),
            about=Text(
                da="Den konsulent, der har sagen; tom betyder en ny sag, der skal fordeles.",
                en="The consultant who has the case; empty means a new case, to be distributed.",
            ),
            example="AB",
            aliases=_CONSULTANT_NAMES,
        ),
        Column(
            key="covered_for",
            heading=Text(da="Dækkes for", en="Covered for"),
            kind=IdText(),
            about=Text(
                da="Den konsulent, der er væk, og som sagen går tilbage til; tom betyder, at ingen dækkes.",
                en="The consultant who is away and to whom the case goes back; empty means that nobody is covered for.",
            ),
            example="CD",
        ),
        Column(
            key="talk_form",
            heading=Text(da="Første samtale", en="First talk"),
            kind=choice_of(TalkForm),
            about=Text(
                da="Hvordan teamet har besluttet at holde første samtale; tom betyder ikke besluttet.",
                en="How the team has decided to hold the first talk; empty means not decided.",
            ),
            example="et andet sted",
        ),
        Column(
            key="talk_reason",
            heading=Text(da="Samtale: grund", en="Talk: reason"),
            kind=choice_of(TalkReason),
            about=Text(
                da="Hvorfor samtalen ikke holdes på arbejdspladsen; tom, når den holdes dér.",
                en="Why the talk is not held at the workplace; empty when it is.",
            ),
            example="opsagt",
            width=26,
        ),
        Column(
            key="talk_remark",
            heading=Text(da="Samtale: bemærkning", en="Talk: remark"),
            kind=FreeText(400),
            about=Text(da="Kort bemærkning; intet om helbred.", en="A short remark; nothing about health."),
            example="Aftalt pr. telefon",
            width=30,
        ),
        Column(
            key="talk_decided_by",
            heading=Text(da="Samtale: besluttet af", en="Talk: decided by"),
            kind=IdText(),
            about=Text(da="Hvem der besluttede det.", en="Who decided it."),
            example="AB",
        ),
        _day(
            "talk_decided_on",
            Text(da="Samtale: besluttet den", en="Talk: decided on"),
            Text(da="Hvornår det blev besluttet.", en="When it was decided."),
            "05-01-2026",
        ),
        _day(
            "talk_agreed_for",
            Text(da="Samtale: aftalt til", en="Talk: agreed for"),
            Text(da="Den aftalte dag.", en="The agreed day."),
            "20-01-2026",
        ),
        _day(
            "talk_held_on",
            Text(da="Samtale: holdt den", en="Talk: held on"),
            Text(da="Den dag, samtalen blev holdt.", en="The day the talk was held."),
            "20-01-2026",
        ),
        Column(
            key="talk_held_at_workplace",
            heading=Text(da="Samtale: holdt på arbejdspladsen", en="Talk: held at the workplace"),
            kind=YesNo(),
            about=Text(da="Om samtalen blev holdt på arbejdspladsen.", en="Whether it was held at the workplace."),
            example="ja",
        ),
    ),
)

_CASE_REFERENCE = Column(
    key="case",
    heading=Text(da="Sag", en="Case"),
    kind=IdText(),
    about=Text(da="Sagsnummeret, som på arket Sager.", en="The case number, as on the sheet Cases."),
    example="2026-0017",
    required=True,
    role=Role.CASE,
    aliases=_CASE_NAMES,
)

WISHES = Sheet(
    key=SheetKey.WISHES,
    name=Text(da="Ønsker", en="Wishes"),
    about=Text(
        da="En række for hver sag, en konsulent gerne vil have eller helst ikke vil have.",
        en="One row for each case a consultant would like or would rather not have.",
    ),
    columns=(
        Column(
            key="consultant",
            heading=Text(da="Konsulent", en="Consultant"),
            kind=IdText(),
            about=Text(da="Hvem der ønsker.", en="Who wishes."),
            example="AB",
            required=True,
            aliases=_CONSULTANT_NAMES,
        ),
        _CASE_REFERENCE,
        Column(
            key="step",
            heading=Text(da="Ønske", en="Wish"),
            kind=Whole(-2, 2),
            about=Text(da="Fra -2 (helst ikke) til 2 (meget gerne).", en="From -2 (rather not) to 2 (very much)."),
            example="2",
            required=True,
        ),
    ),
)

OVERRIDES = Sheet(
    key=SheetKey.OVERRIDES,
    name=Text(da="Ændringer", en="Overrides"),
    about=Text(
        da="En række for hver beslutning om, at en konsulent skal have en sag eller ikke må få den.",
        en="One row for each decision that a case goes, or does not go, to a consultant.",
    ),
    columns=(
        Column(
            key="kind",
            heading=Text(da="Ændring", en="Override"),
            kind=choice_of(OverrideKind),
            about=Text(
                da="Fastlåst: konsulenten får sagen. Udelukket: konsulenten får den ikke.",
                en="Pinned: the case goes to the consultant. Excluded: it does not.",
            ),
            example="fastlåst",
            required=True,
        ),
        _CASE_REFERENCE,
        Column(
            key="consultant",
            heading=Text(da="Konsulent", en="Consultant"),
            kind=IdText(),
            about=Text(da="Den konsulent, ændringen gælder.", en="The consultant it is about."),
            example="AB",
            required=True,
            aliases=_CONSULTANT_NAMES,
        ),
        Column(
            key="reason",
            heading=Text(da="Grund", en="Reason"),
            kind=choice_of(OverrideReason),
            about=Text(da="Hvorfor.", en="Why."),
            example="kender borgeren",
            required=True,
            width=22,
        ),
        Column(
            key="text",
            heading=Text(da="Tekst", en="Text"),
            kind=FreeText(400),
            about=Text(da="Kort forklaring; intet om helbred.", en="A short explanation; nothing about health."),
            example="Havde sagen sidste år",
            width=30,
        ),
        Column(
            key="decided_by",
            heading=Text(da="Besluttet af", en="Decided by"),
            kind=IdText(),
            about=Text(da="Hvem der besluttede det.", en="Who decided it."),
            example="AB",
            required=True,
        ),
    ),
)

MOVES = Sheet(
    key=SheetKey.MOVES,
    name=Text(da="Flytninger", en="Moves"),
    about=Text(
        da="En række for hver sag, der er gået fra én konsulent til en anden, så det kan ses bagefter.",
        en="One row for each case that has gone from one consultant to another, so that it can be seen afterwards.",
    ),
    columns=(
        Column(
            key="case",
            heading=Text(da="Sag", en="Case"),
            kind=IdText(),
            about=Text(
                da="Sagsnummeret; sagen kan være lukket siden.", en="The case number; it may have been closed since."
            ),
            example="2026-0017",
            required=True,
            role=Role.CASE,
            aliases=_CASE_NAMES,
        ),
        Column(
            key="from",
            heading=Text(da="Fra", en="From"),
            kind=IdText(),
            about=Text(da="Den konsulent, der havde sagen.", en="The consultant who had the case."),
            example="AB",
            required=True,
        ),
        Column(
            key="to",
            heading=Text(da="Til", en="To"),
            kind=IdText(),
            about=Text(da="Den konsulent, der fik den.", en="The consultant who got it."),
            example="CD",
            required=True,
        ),
        Column(
            key="reason",
            heading=Text(da="Grund", en="Reason"),
            kind=choice_of(MoveReason),
            about=Text(da="Hvorfor.", en="Why."),
            example=word(MoveReason.ABSENCE).da,
            required=True,
            width=22,
        ),
        Column(
            key="moved_by",
            heading=Text(da="Flyttet af", en="Moved by"),
            kind=IdText(),
            about=Text(da="Hvem der besluttede det.", en="Who decided it."),
            example="AB",
            required=True,
        ),
        _day(
            "moved_on",
            Text(da="Dato", en="Day"),
            Text(da="Hvornår sagen blev flyttet.", en="When the case was moved."),
            "2026-01-05",
            required=True,
        ),
    ),
)
