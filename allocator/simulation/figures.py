"""What is watched: every figure of a replication by its name."""

from collections.abc import Mapping

from models.text import Text

FIGURES: Mapping[str, Text] = {
    "arrivals": Text(da="nye sager", en="new cases"),
    "given": Text(da="nye sager givet", en="new cases given"),
    "wait_days": Text(da="dage fra modtagelse til konsulent, i alt", en="days from receipt to consultant, in all"),
    "waited_over_week": Text(da="sager, der ventede over en uge", en="cases that waited more than a week"),
    "never_given": Text(da="sager lukket uden konsulent", en="cases closed without a consultant"),
    "handed_over": Text(da="konsulentskift for en borger", en="changes of consultant for a citizen"),
    "moved": Text(da="heraf flyttet ved omfordeling", en="of these, moved in a rebalance"),
    "visited": Text(da="sager med arbejdsplads at køre til", en="cases with a workplace to go to"),
    "travel_minutes": Text(da="minutters kørsel til alle besøg", en="minutes of travel for all visits"),
    "contact_cases": Text(da="sager, hvor virksomheden har en kontaktperson", en="cases whose employer has a contact"),
    "contact_kept": Text(da="heraf givet til kontaktpersonen", en="of these, given to the contact"),
    "contact_deputy": Text(da="heraf givet til stedfortræderen", en="of these, given to the deputy"),
    "industry_cases": Text(da="sager med kendt branche", en="cases of a known industry"),
    "industry_levels": Text(da="konsulentens kendskab til branchen, 0-3, i alt", en="levels known, 0-3, in all"),
    "liked": Text(da="sager, konsulenten gerne ville have", en="cases of a type the consultant likes"),
    "disliked": Text(da="sager, konsulenten helst ville undgå", en="cases of a type the consultant would rather not"),
    "preference_steps": Text(da="ønsketrin, i alt", en="steps of preference, in all"),
    "unwanted": Text(da="sager af en type, teamet helst undgår", en="cases of a type the team would rather not"),
    "returning": Text(da="borgere, hvis tidligere konsulent er her", en="citizens whose earlier consultant is here"),
    "returning_kept": Text(da="heraf givet til samme konsulent", en="of these, given to the same consultant"),
    "new_faces": Text(da="nye ansigter for en virksomhed med sager", en="new faces for an employer with cases"),
    "talks_due": Text(da="første samtaler med frist", en="first talks whose deadline came"),
    "talks_held": Text(da="heraf holdt på arbejdspladsen i tide", en="of these, held at the workplace in time"),
    "open_cases": Text(da="åbne sager hos konsulenter", en="open cases with consultants"),
    "waiting": Text(da="sager uden konsulent efter mødet", en="cases without a consultant after the meeting"),
    "present": Text(da="konsulenter i stilling", en="consultants in post"),
    "above_limit": Text(da="konsulenter over loftet", en="consultants above their limit"),
    "in_band": Text(da="konsulenter med 40-50 sager på fuld tid", en="consultants with 40-50 cases for full time"),
    "load_percent": Text(da="sager i procent af måltallet, i alt", en="load in per cent of target, in all"),
    "load_percent_squared": Text(da="det samme i anden", en="the same, squared"),
    "load_spread": Text(da="største minus mindste sagsstamme", en="largest less smallest caseload"),
    "not_proved": Text(da="runder uden bevis", en="rounds without proof"),
    "contact_minutes": Text(da="minutter for brudte kontakter", en="minutes of broken contacts"),
    "travel_counted_minutes": Text(da="minutter for kørsel, som de tæller", en="minutes of travel, as they count"),
    "industry_minutes": Text(da="minutter for manglende branchekendskab", en="minutes of industry not known"),
    "preference_minutes": Text(da="minutter for ønsker", en="minutes of preference"),
    "returning_minutes": Text(da="minutter for ny konsulent til kendt borger", en="minutes of another consultant"),
    "cohesion_minutes": Text(da="minutter for nye ansigter", en="minutes of new faces"),
    "curve_minutes": Text(da="sagsstammernes pris efter mødet", en="price of the caseloads after the meeting"),
    "caseload_minutes": Text(da="den del af prisen, ugen bærer", en="the part of that price that the week bears"),
    "waiting_minutes": Text(da="minutter for ventende sager", en="minutes of waiting cases"),
    "objective_minutes": Text(da="mål i minutter", en="objective in minutes"),
}
"""Every figure. Flows count in the week in which they happen, stocks after the week's meeting.

The meeting pays the price of a caseload once, when a case is given; the case then stays for the mean duration. So each
week bears the price of its caseloads divided by the mean duration in weeks, and what it is worth to have a case more or
less is the same as at the meeting.
"""

MINUTES = (
    "contact_minutes",
    "travel_counted_minutes",
    "industry_minutes",
    "preference_minutes",
    "returning_minutes",
    "cohesion_minutes",
    "caseload_minutes",
    "waiting_minutes",
)
"""The figures that add up to the objective."""
