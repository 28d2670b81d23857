"""What hosted models cost, from the table of genai-prices where that is installed (`pip install '.[prices]'`)."""

from __future__ import annotations

from decimal import Decimal

from llmx.models.budget import Price

MILLION = 1_000_000


def listed_price(kind: str, model: str) -> Price | None:
    """The list price of a model of a service; None when no table is installed, or it does not know the model."""
    try:
        from genai_prices import Usage, calc_price
    except ImportError:
        return None

    def cost(**tokens: int) -> float:
        found: Decimal = calc_price(Usage(**tokens), model, provider_id=kind).total_price
        return float(found)

    try:
        return Price(cost(input_tokens=MILLION), cost(output_tokens=MILLION))
    except LookupError:
        return None
