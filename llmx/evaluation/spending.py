"""What a run took: seconds, requests and tokens, in all and by stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from llmx.evaluation.case import Cost, Stages

Amount = float | None


def summed(costs: Sequence[Cost]) -> Cost:
    """
    What several documents took together; None where no document knows.

        >>> summed([Cost(1.5, 2, stages={"fill": {"requests": 2}}), Cost(0.5, stages={"fill": {"requests": 1}})])
        Cost(seconds=2.0, requests=2, input_tokens=None, output_tokens=None, stages={'fill': {'requests': 3}})
    """
    return Cost(
        _sum(each.seconds for each in costs),
        _whole(_sum(each.requests for each in costs)),
        _whole(_sum(each.input_tokens for each in costs)),
        _whole(_sum(each.output_tokens for each in costs)),
        _stages([each.stages for each in costs]),
    )


def _stages(all_stages: Sequence[Stages]) -> Stages:
    names = dict.fromkeys(name for stages in all_stages for name in stages)
    return {name: _stage([stages[name] for stages in all_stages if name in stages]) for name in names}


def _stage(several: Sequence[dict[str, Amount]]) -> dict[str, Amount]:
    parts = dict.fromkeys(part for stage in several for part in stage)
    return {part: _sum(stage.get(part) for stage in several) for part in parts}


def _sum(amounts: Iterable[Amount]) -> Amount:
    known = [each for each in amounts if each is not None]
    return sum(known) if known else None


def _whole(amount: Amount) -> int | None:
    return None if amount is None else int(amount)
