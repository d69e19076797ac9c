"""The small team that moves, rebalanced by the use case."""

from models.occasion import Absent, Occasion
from service.rebalancing import Rebalanced, RebalanceOrder, rebalance_team
from service.use_cases import Order
from tests.factories import MONDAY, days
from tests.teams_that_move import make_moving_policy, make_moving_team

AWAY = Absent(consultant_id="AB", first_day=MONDAY, last_day=MONDAY + days(60))


def rebalanced(*occasions: Occasion, **asked) -> Rebalanced:
    """By default nothing has happened; `asked` are fields of the order."""
    order = Order(make_moving_team(), policy=make_moving_policy(), time_limit_s=30.0)
    return rebalance_team(RebalanceOrder(order, occasions=occasions, **asked))
