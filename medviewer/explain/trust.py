"""Whether a heat map can be trusted, and why, in plain words.

A map is trusted if it passes both tests:

- **It follows the network.** Mean gain of deletion and insertion over random orders of at least `LEAST_GAIN`
  of the probability that the whole image is worth, and neither of the two worse than chance.
- **It follows the weights.** Rank correlation with the maps of networks with random weights of at most
  `MOST_SIMILAR`.

If the whole image is worth less than `LEAST_SPAN` of probability there is nothing that a map could show.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from torch import Tensor

from medviewer.core.heat_map import Trust
from medviewer.explain.faithfulness import Faithfulness, area, faithfulness
from medviewer.explain.random_weights import rank_correlation, with_random_weights
from medviewer.explain.subject import Subject

LEAST_GAIN = 0.1
LEAST_SPAN = 0.1
MOST_SIMILAR = 0.5

Heat = npt.NDArray[np.float32]


def trust_in(
    subject: Subject,
    heat: Heat,
    make_heat: Callable[[Subject], Heat],
    reference: Tensor,
    seed: int = 0,
    random_networks: int = 1,
) -> Trust:
    """Both tests of a map.

    Parameters
    ----------
    make_heat
        The method that gave ``heat``; it is asked again for networks with random weights.
    random_networks
        How many of those; their similarities are averaged.
    """
    tested = faithfulness(subject, heat, reference, seed)
    similarity = _similarity(subject, heat, make_heat, seed, random_networks)
    trusted, sentence = verdict(tested, similarity, bool(heat.any()))
    return Trust(
        deletion=area(tested.deletion),
        insertion=area(tested.insertion),
        random_deletion=area(tested.random_deletion),
        random_insertion=area(tested.random_insertion),
        similarity_to_random_weights=similarity,
        is_trusted=trusted,
        sentence=sentence,
        deletion_curve=_rounded(tested.deletion),
        insertion_curve=_rounded(tested.insertion),
        random_deletion_curve=_rounded(tested.random_deletion),
        random_insertion_curve=_rounded(tested.random_insertion),
    )


def verdict(tested: Faithfulness, similarity: float | None, has_heat: bool = True) -> tuple[bool, str]:
    """Whether a map is trusted, and the sentence for the reader."""
    whole, empty = float(tested.deletion[0]), float(tested.deletion[-1])
    if not has_heat:
        return False, "Not to be trusted: nothing in the image speaks for this statement."
    if tested.span < LEAST_SPAN:
        return False, (
            f"Not to be trusted: taking the whole image away hardly lowers the probability ({whole:.2f} to "
            f"{empty:.2f}), so no map can say what it rests on."
        )
    reasons = []
    if tested.gain < LEAST_GAIN:
        reasons.append(
            "hiding the hottest parts changes the probability little more than hiding parts at random"
        )
    elif tested.gain_of_hiding < 0.0:
        reasons.append("hiding the hottest parts lowers the probability less than hiding parts at random")
    elif tested.gain_of_showing < 0.0:
        reasons.append("showing the hottest parts raises the probability less than showing parts at random")
    if similarity is None:
        reasons.append("this model's file does not let the weights be changed, so that test is missing")
    elif similarity > MOST_SIMILAR:
        reasons.append(
            f"a network with random weights gives nearly the same map (similarity {similarity:.2f}), so it "
            "shows the image and not the model"
        )
    if reasons:
        return False, f"Not to be trusted: {'; and '.join(reasons)}."
    areas = f"area {area(tested.deletion):.2f}, at random {area(tested.random_deletion):.2f}"
    return True, (
        "Can be trusted as a map of what the model looked at: the probability falls faster when the hottest "
        f"parts are hidden first ({areas}), and a network with random weights gives another map (similarity "
        f"{similarity:.2f}). It does not say that the model is right."
    )


def _similarity(
    subject: Subject, heat: Heat, make_heat: Callable[[Subject], Heat], seed: int, random_networks: int
) -> float | None:
    if subject.module is None:
        return None
    found = []
    for n in range(random_networks):
        other = subject.with_network(with_random_weights(subject.module, seed + 1 + n))
        found.append(rank_correlation(heat, make_heat(other)))
    return float(np.mean(found))


def _rounded(curve: npt.NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(round(float(value), 4) for value in curve)
