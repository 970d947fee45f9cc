"""What ICH Q1E leaves to be chosen, and how each choice reads."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from impd.calculation.stability_points import Censored, ErrorTerm, Sides, StabilityLimits, stated_number
from impd.calculation.unit_conversion import EXACT
from impd.dossier.quantity import join_unit


@dataclass(frozen=True, slots=True)
class Q1EChoice:
    """The conventions of an evaluation; each is printed with its result.

    ``alpha`` is the significance level of the pooling tests, ``confidence`` that of the limits of the mean in per cent.
    ``sides`` is two where both limits are given and one otherwise, unless stated. ``error`` is that of separate lines:
    pooled over the batches, or each batch's own. ``log`` takes natural logarithms of results and limits. ``horizon``
    is the time beyond which no limit is looked for; ``time_unit`` (UCUM) is that of all times. Raises ValueError.
    """

    alpha: Decimal = Decimal("0.25")
    confidence: Decimal = Decimal(95)
    sides: Sides | None = None
    error: ErrorTerm = "pooled"
    log: bool = False
    censored: Censored = "exclude"
    horizon: Decimal = Decimal(120)
    time_unit: str = "mo"

    def __post_init__(self) -> None:
        for name in ("alpha", "confidence", "horizon"):
            object.__setattr__(self, name, stated_number(getattr(self, name), name))
        if not 0 < self.alpha < 1:
            raise ValueError(f"alpha is {self.alpha}, which does not lie between 0 and 1")
        if not 50 < self.confidence < 100:
            raise ValueError(f"the confidence is {self.confidence} %, which does not lie between 50 and 100 %")
        if not 0 < self.horizon < 10**6:
            raise ValueError(f"the horizon is {self.horizon}, which does not lie between 0 and a million")

    def sides_for(self, limits: StabilityLimits) -> Sides:
        """The stated sides or, without, two where a lower and an upper limit are given."""
        return self.sides or ("one" if limits.lower is None or limits.upper is None else "two")

    def probability(self, limits: StabilityLimits) -> Decimal:
        """Where Student's t is taken: 0.95 for 95 % on one side, 0.975 for 95 % between two."""
        share = EXACT.divide(self.confidence, Decimal(100))
        return share if self.sides_for(limits) == "one" else EXACT.divide(1 + share, Decimal(2))

    def in_words(self, limits: StabilityLimits, error: ErrorTerm, pooling: bool = True) -> str:
        """The conventions as printed beside a result; without ``pooling``, of a single batch."""
        sides = f"{self.sides_for(limits)}-sided {self.confidence:f} % confidence limit of the mean"
        of_batch = "error of each batch alone" if error == "own" else "pooled error"
        tests = [f"pooling tests of slopes, then intercepts, over the residual of the full model at {self.alpha:f}"]
        scale = ["natural logarithms of results and limits"] if self.log else []
        shared = [*tests, sides, of_batch, *scale, "least favourable batch"] if pooling else [sides, *scale]
        return "; ".join([*shared, "whole months rounded down"])

    def span(self, time: Decimal) -> str:
        """A time with its unit, rounded down to two decimals."""
        return join_unit(f"{time.quantize(Decimal('0.01'), ROUND_DOWN, EXACT).normalize(EXACT):f}", self.time_unit)
