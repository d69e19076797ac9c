"""A way of distributing as a word, so that it can be written down, sent to any machine and run again."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from allocator.simulation.distributor import Distributor
from allocator.simulation.moves_that_pay import MovesThatPay
from allocator.simulation.policies import PRACTICES, LookAhead, Optimiser
from allocator.simulation.rebalancing import EvenOut, Rebalancing
from models.errors import Implausible
from models.policy import Mode, Policy
from models.text import Text
from models.word import Identifier, Word

Weeks = Annotated[int, Field(ge=1, le=52)]


class Way(Word):
    """One of the ways of people, or our optimiser with a policy; with or without a rebalance now and then.

    Attributes
    ----------
    practice
        A name in `PRACTICES`; None for the optimiser.
    policy
        What the optimiser follows; None for a practice.
    look_ahead_weeks
        For how many weeks' likely arrivals the optimiser keeps room; None for none.
    when
        None: as the policy says. Of a practice it is settled.
    rest_by_hand
        Whether people give what the optimiser's hard rules leave out.
    even_out_weeks
        Every so many weeks the fullest give to the emptiest; None for never.
    rebalance_weeks
        A rebalance by the engine every so many weeks; None for never. Not together with `even_out_weeks`.
    most_moves
        Each time by the engine; None for all that earn more than they disturb.
    move_price_minutes
        What each move by the engine must earn besides its own price.
    """

    practice: Identifier | None = None
    policy: Policy | None = None
    look_ahead_weeks: Weeks | None = None
    when: Mode | None = None
    rest_by_hand: bool = False
    even_out_weeks: Weeks | None = None
    rebalance_weeks: Weeks | None = None
    most_moves: Annotated[int, Field(ge=1, le=1_000)] | None = 5
    move_price_minutes: Annotated[int, Field(ge=0, le=10_000)] = 0

    @model_validator(mode="after")
    def _is_one_way(self) -> Self:
        if (self.practice is None) == (self.policy is None):
            raise Implausible(
                Text(
                    da="en måde er enten en praksis eller en politik; nævn den ene",
                    en="a way is either a practice or a policy; name one",
                )
            )
        if self.practice is not None and self.practice not in PRACTICES:
            known = ", ".join(PRACTICES)
            raise Implausible(
                Text(
                    da=f"der er ingen praksis {self.practice}; vælg blandt {known}",
                    en=f"there is no practice {self.practice}; choose one of {known}",
                )
            )
        if self.practice is not None and (self.look_ahead_weeks or self.when or self.rest_by_hand):
            raise Implausible(
                Text(
                    da="look_ahead_weeks, when og rest_by_hand gælder kun for en politik; slet dem",
                    en="look_ahead_weeks, when and rest_by_hand are for a policy only; leave them out",
                )
            )
        if self.even_out_weeks and self.rebalance_weeks:
            raise Implausible(
                Text(
                    da="even_out_weeks og rebalance_weeks kan ikke forenes; behold det ene",
                    en="even_out_weeks and rebalance_weeks do not go together; keep one",
                )
            )
        return self

    @property
    def name(self) -> str:
        """As in tables."""
        rebalancing = self.rebalancing()
        return self.distributor().name + ("" if rebalancing is None else f"+{rebalancing.name}")

    @property
    def title(self) -> Text:
        """What it is called, short enough for a heading."""
        title, rebalancing = self.distributor().title, self.rebalancing()
        if rebalancing is None:
            return title
        danish, english = ("udjævning", "evening out") if self.even_out_weeks else ("omfordeling", "a rebalance")
        return Text(
            da=f"{title.da}, med {danish} hver {rebalancing.every_weeks}. uge",
            en=f"{title.en}, with {english} every {rebalancing.every_weeks} weeks",
        )

    @property
    def sentence(self) -> Text:
        """What it does."""
        return self.distributor().sentence

    def distributor(self) -> Distributor:
        """Who gives the cases."""
        if self.practice is not None:
            return PRACTICES[self.practice]()
        assert self.policy is not None  # noqa: S101 - a way is one of the two, as its validator has seen to
        if self.look_ahead_weeks is not None:
            return LookAhead(self.policy, weeks=self.look_ahead_weeks, when=self.when, rest_by_hand=self.rest_by_hand)
        return Optimiser(self.policy, when=self.when, rest_by_hand=self.rest_by_hand)

    def rebalancing(self) -> Rebalancing | None:
        """Who moves open cases; None for nobody."""
        if self.rebalance_weeks is not None:
            return MovesThatPay(
                self.policy,
                every_weeks=self.rebalance_weeks,
                most_moves=self.most_moves,
                price_minutes=self.move_price_minutes,
            )
        return None if self.even_out_weeks is None else EvenOut(every_weeks=self.even_out_weeks)
