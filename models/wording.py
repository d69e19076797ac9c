"""What people read instead of a code: a word in both languages for every member of every closed list in `models`.

Written as a caseworker would say it, in lower case, so that it can stand in a cell or in the middle of a sentence.
Within one list all words differ, so that a cell can be read back.
"""

from collections.abc import Mapping
from enum import StrEnum

from models.case import CaseNeed, CaseType, Employment, RiskFlag, TalkForm, TalkReason
from models.caseload import Measure
from models.collision import DemandKind
from models.consultant import Competence
from models.employer import ContactMode, EmployerIdKind
from models.errors import Severity
from models.fact import Status
from models.fairness import Quantity
from models.industry import IndustryScheme
from models.judgement import Better, Grouping, VerdictStanding
from models.law import LawStatus
from models.method import ParagraphKind
from models.move import CaseStage, MoveKind, MoveReason
from models.override import OverrideKind, OverrideReason
from models.policy import Mode, SwapApproval
from models.policy_parts import WhenContactImpossible
from models.proposal import ProposalStatus
from models.rule_id import RuleId
from models.text import Text

# List by list and not in one table: members of two lists with the same code are equal, and would share one entry.
_WORDS: Mapping[type[StrEnum], Mapping[str, tuple[str, str]]] = {
    Better: {
        Better.LOWER: ("lavere er bedre", "lower is better"),
        Better.HIGHER: ("højere er bedre", "higher is better"),
        Better.NEITHER: ("kun til oplysning", "for information"),
    },
    Grouping: {
        Grouping.POST: ("konsulent", "consultant"),
        Grouping.CASE_TYPE: ("sagstype", "case type"),
    },
    VerdictStanding: {
        VerdictStanding.HOLDS: ("udfaldet holder", "the verdict holds"),
        VerdictStanding.UNSURE: ("kan ikke længere siges", "can no longer be told"),
        VerdictStanding.TURNS: ("udfaldet vender", "the verdict turns round"),
    },
    CaseType: {
        CaseType.STRESS_ANXIETY: ("stress og angst", "stress and anxiety"),
        CaseType.DEPRESSION: ("depression", "depression"),
        CaseType.BRAIN_INJURY: ("hjerneskade", "brain injury"),
        CaseType.MUSCULOSKELETAL: ("muskel- og skeletbesvær", "musculoskeletal"),
        CaseType.CANCER_HEART: ("kræft og hjertesygdom", "cancer and heart disease"),
        CaseType.SURGERY_INJURY: ("operation og skade", "surgery and injury"),
        CaseType.OTHER: ("andet", "other"),
    },
    RiskFlag: {
        RiskFlag.MENTAL_ILLNESS: ("psykisk sygdom", "mental illness"),
        RiskFlag.LITTLE_EMPLOYER_CONTACT: ("lidt kontakt til arbejdsgiver", "little contact with the employer"),
        RiskFlag.JOB_DOES_NOT_FIT_HEALTH: ("job passer ikke til helbred", "job does not fit health"),
    },
    Employment: {
        Employment.EMPLOYED: ("beskæftiget", "employed"),
        Employment.UNEMPLOYED: ("ledig", "unemployed"),
    },
    CaseNeed: {
        CaseNeed.FLEX_JOB: ("fleksjob", "flex job"),
        CaseNeed.CLARIFICATION: ("afklaring", "clarification"),
    },
    TalkForm: {
        TalkForm.WORKPLACE: ("på arbejdspladsen", "at the workplace"),
        TalkForm.ELSEWHERE: ("et andet sted", "elsewhere"),
        TalkForm.LATER: ("senere", "later"),
    },
    TalkReason: {
        TalkReason.RECOVERY_JUST_AFTER_WEEK_8: ("rask lige efter uge 8", "recovery just after week 8"),
        TalkReason.WORK_ENVIRONMENT: ("arbejdsmiljø", "work environment"),
        TalkReason.SERIOUSLY_ILL: ("alvorligt syg", "seriously ill"),
        TalkReason.HOSPITALISED_OR_OPERATED: ("indlagt eller opereret", "hospitalised or operated"),
        TalkReason.DISMISSED: ("opsagt", "dismissed"),
        TalkReason.CONFLICT: ("konflikt på arbejdspladsen", "conflict at the workplace"),
        TalkReason.EMPLOYER_REFUSES: ("arbejdsgiveren siger nej", "the employer refuses"),
        TalkReason.MEDICAL_INFORMATION_MISSING: ("lægelige oplysninger mangler", "medical information is missing"),
    },
    Competence: {
        Competence.EMPLOYED: ("beskæftigede", "employed"),
        Competence.UNEMPLOYED: ("ledige", "unemployed"),
        Competence.FLEX_JOB: ("fleksjob", "flex job"),
        Competence.GOES_OUT: ("tager ud på arbejdspladser", "goes out to workplaces"),
        Competence.CLARIFICATION: ("afklaring", "clarification"),
    },
    ContactMode: {
        ContactMode.ALWAYS: ("altid", "always"),
        ContactMode.PREFERRED: ("helst", "preferred"),
        ContactMode.OFF: ("slået fra", "off"),
    },
    EmployerIdKind: {
        EmployerIdKind.CVR: ("CVR-nummer", "CVR number"),
        EmployerIdKind.PRODUCTION_UNIT: ("P-nummer", "production-unit number"),
    },
    IndustryScheme: {
        IndustryScheme.DB07: ("DB07", "DB07"),
        IndustryScheme.DB25: ("DB25", "DB25"),
    },
    OverrideKind: {
        OverrideKind.PIN: ("fastlåst", "pinned"),
        OverrideKind.EXCLUSION: ("udelukket", "excluded"),
    },
    OverrideReason: {
        OverrideReason.KNOWS_CITIZEN: ("kender borgeren", "knows the citizen"),
        OverrideReason.KNOWS_EMPLOYER: ("kender virksomheden", "knows the employer"),
        OverrideReason.CITIZEN_ASKS: ("borgerens ønske", "the citizen asks"),
        OverrideReason.EMPLOYER_ASKS: ("virksomhedens ønske", "the employer asks"),
        OverrideReason.WORKLOAD: ("arbejdspres", "workload"),
        OverrideReason.CONFLICT_OF_INTEREST: ("inhabilitet", "conflict of interest"),
        OverrideReason.SENSITIVE: ("følsom sag", "sensitive case"),
        OverrideReason.OTHER: ("andet", "other"),
    },
    MoveReason: {
        MoveReason.ABSENCE: ("fravær", "absence"),
        MoveReason.DEPARTURE: ("fratrædelse", "departure"),
        MoveReason.RETURN: ("tilbage efter fravær", "return"),
        MoveReason.NEWCOMER: ("ny konsulent", "newcomer"),
        MoveReason.HOURS_CHANGED: ("ændret arbejdstid", "changed hours"),
        MoveReason.LIMIT_CHANGED: ("ændret loft", "changed limit"),
        MoveReason.TEAM_CHANGED: ("teamskift", "changed team"),
        MoveReason.EMPLOYMENT_CHANGED: ("mistet arbejdsgiver", "lost the employer"),
        MoveReason.COMPETENCE: ("manglende kompetence", "competence is missing"),
        MoveReason.CONFLICT: ("inhabilitet", "conflict of interest"),
        MoveReason.DECISION: ("besluttet af et menneske", "decided by a person"),
        MoveReason.SWAP: ("bytte", "swap"),
        MoveReason.BALANCE: ("udjævning af sagsstammer", "balance of caseloads"),
    },
    MoveKind: {
        MoveKind.FORCED: ("nødvendigt skift", "forced move"),
        MoveKind.BACK: ("tilbage efter dækning", "back after covering"),
        MoveKind.VOLUNTARY: ("frivilligt skift", "voluntary move"),
    },
    CaseStage: {
        CaseStage.NEW: ("ny", "new"),
        CaseStage.BEFORE_FIRST_TALK: ("før første samtale", "before the first talk"),
        CaseStage.AFTER_FIRST_TALK: ("efter første samtale", "after the first talk"),
        CaseStage.NEAR_END: ("ved sin slutning", "near its end"),
    },
    Measure: {
        Measure.COUNT: ("antal sager", "number of cases"),
        Measure.WEIGHT: ("sagstyngde", "case weight"),
    },
    Mode: {
        Mode.WEEKLY: ("ugentligt møde", "weekly meeting"),
        Mode.ON_ARRIVAL: ("løbende, når sagerne kommer", "as cases arrive"),
    },
    SwapApproval: {
        SwapApproval.BOTH: ("begge konsulenter", "both consultants"),
        SwapApproval.COORDINATOR: ("koordinatoren", "the coordinator"),
    },
    WhenContactImpossible: {
        WhenContactImpossible.WAITS: ("sagen venter", "the case waits"),
        WhenContactImpossible.OPEN_TO_ALL: ("sagen er åben for alle", "the case is open to all"),
    },
    ProposalStatus: {
        ProposalStatus.OPTIMAL: ("bevist bedst", "proved best"),
        ProposalStatus.FEASIBLE: ("ikke bevist bedst", "not proved best"),
        ProposalStatus.CANCELLED: ("afbrudt", "cancelled"),
        ProposalStatus.UNKNOWN: ("intet forslag fundet", "no proposal found"),
    },
    RuleId: {
        RuleId.CONTACT: ("fast kontaktperson", "fixed contact person"),
        RuleId.TRAVEL: ("køretid", "travel time"),
        RuleId.CALENDAR: ("ledige besøgstider", "free visit slots"),
        RuleId.INDUSTRY: ("branchekendskab", "knowledge of the industry"),
        RuleId.PREFERENCE: ("foretrukne sagstyper", "preferred case types"),
        RuleId.WISH: ("ønske om sagen", "wish for the case"),
        RuleId.RETURNING: ("tidligere konsulent", "previous consultant"),
        RuleId.URGENCY: ("hastesag", "urgency"),
        RuleId.ROTATION: ("uønskede sagstyper på skift", "rotation of unwanted types"),
        RuleId.MOVE: ("skift af konsulent", "change of consultant"),
        RuleId.ABSENCE: ("fravær", "absence"),
        RuleId.DEPARTURE: ("fratrædelse", "departure"),
        RuleId.TEAM: ("sagens team", "the case's team"),
        RuleId.COMPETENCE: ("kompetencer", "competences"),
        RuleId.CONFLICT: ("inhabilitet", "conflict of interest"),
        RuleId.EXCLUSION: ("udelukket konsulent", "excluded consultant"),
        RuleId.PIN: ("fastlåst konsulent", "pinned consultant"),
        RuleId.LIMITS: ("loft over sager", "limits"),
        RuleId.CASELOAD: ("sagsstamme", "caseload"),
        RuleId.COHESION: ("få konsulenter pr. virksomhed", "few consultants per employer"),
        RuleId.LEFT_OUT: ("ikke fordelt", "left out"),
    },
    Quantity: {
        Quantity.COUNT: ("sager i forhold til måltal", "cases against target"),
        Quantity.WEIGHT: ("vægt i forhold til måltal", "weight against target"),
        Quantity.TRAVEL: ("kørsel", "travel"),
        Quantity.HEAVY: ("tunge sager", "heavy cases"),
        Quantity.UNWANTED: ("uønskede sager", "unwanted cases"),
        Quantity.CONTACTS_BROKEN: ("brudte kontakter", "broken contacts"),
    },
    ParagraphKind: {
        ParagraphKind.TEXT: ("tekst", "text"),
        ParagraphKind.STEP: ("trin", "step"),
        ParagraphKind.POINT: ("punkt", "point"),
    },
    DemandKind: {
        DemandKind.CASE: ("sagen skal fordeles", "the case is to be given"),
        DemandKind.PIN: ("fastlåsning", "pin"),
        DemandKind.EXCLUSION: ("udelukkelse", "exclusion"),
        DemandKind.RULE: ("regel", "rule"),
        DemandKind.LIMIT_COUNT: ("loft i antal sager", "limit by number of cases"),
        DemandKind.LIMIT_WEIGHT: ("loft i vægt", "limit by weight"),
        DemandKind.MAX_NEW_PER_ROUND: ("højst nye sager i en runde", "most new cases in a round"),
        DemandKind.MAX_UNWANTED_PER_ROUND: ("højst uønskede sager i en runde", "most unwanted cases in a round"),
    },
    Severity: {
        Severity.ERROR: ("fejl", "error"),
        Severity.WARNING: ("advarsel", "warning"),
    },
    Status: {
        Status.PUBLISHED: ("offentliggjort", "published"),
        Status.DERIVED: ("udledt", "derived"),
        Status.ASSUMED: ("antaget", "assumed"),
    },
    LawStatus: {
        LawStatus.IN_FORCE: ("gældende", "in force"),
        LawStatus.REPEALED: ("ophævet", "repealed"),
        LawStatus.DERIVED: ("udledt", "derived"),
    },
}


def word(member: StrEnum) -> Text:
    """The member in Danish and English.

    Raises
    ------
    KeyError
        The list or the member has no word yet; write it above.
    """
    danish, english = _WORDS[type(member)][member]
    return Text(da=danish, en=english)
