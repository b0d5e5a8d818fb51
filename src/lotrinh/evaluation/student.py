"""Student's t distribution for the few degrees of freedom that short annual series leave."""

from __future__ import annotations

import math


def cumulative(t: float, freedom: int) -> float:
    """P(T <= t) by the finite series for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4).

    >>> round(cumulative(1.885618, 2), 4), round(cumulative(3.077684, 1), 4)
    (0.9, 0.9)
    """
    angle = math.atan(t / math.sqrt(freedom))
    cosine, sine = math.cos(angle), math.sin(angle)
    odd = freedom % 2 == 1
    term = cosine if odd else 1.0
    total = term if freedom > 1 else 0.0
    for k in range(3 if odd else 2, freedom - 1, 2):
        term *= cosine * cosine * (k - 1) / k
        total += term
    middle = 2 / math.pi * (angle + sine * total) if odd else sine * total
    return min(1.0, max(0.0, 0.5 + middle / 2))


def quantile(probability: float, freedom: int) -> float:
    """The t with P(T <= t) = `probability`, by halving; probabilities from 0.01 to 0.99.

    >>> round(quantile(0.9, 3), 3)
    1.638
    """
    low, high = -400.0, 400.0
    for _ in range(80):
        middle = (low + high) / 2
        if cumulative(middle, freedom) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2
