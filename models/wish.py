"""What a consultant says of one waiting case before the round."""

from models.consultant import PreferenceStep
from models.word import Identifier, Word


class Wish(Word):
    """A consultant asks for (+) or away from (-) one case."""

    consultant_id: Identifier
    case_id: Identifier
    step: PreferenceStep
