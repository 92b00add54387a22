"""The fixed point of retries at one station, by the exact tail of M/M/c; independent values for RetryFixedPointTests."""

import math

from scipy.optimize import brentq


def erlang_c(c, a):
    b = 1.0
    for k in range(1, c + 1):
        b = a * b / (k + a * b)
    return b / (1 - a / c * (1 - b))


def tail(c, lam, s, t):
    """P(T > t); 1 where the servers cannot follow."""
    a = lam * s
    if a >= c:
        return 1.0
    mu = 1 / s
    d = c - 1 - a
    waits = erlang_c(c, a)
    if abs(d) < 1e-9:
        return math.exp(-mu * t) * (1 + waits * mu * t)
    return math.exp(-mu * t) * (1 + waits * (1 - math.exp(-mu * d * t)) / d)


def fixed_point(lam, c, s, tau, n, rounds=100000):
    load = lam
    for _ in range(rounds):
        p = tail(c, load, s, tau)
        new = lam * sum(p**j for j in range(n))
        if new >= c / s:
            return None
        if abs(new - load) < 1e-13 * new:
            return new
        load = new
    return load


if __name__ == "__main__":
    for lam in (300, 400, 450, 470):
        load = fixed_point(lam, 50, 0.1, 0.5, 3)
        print(lam, load, load / lam)
    lo, hi = 400.0, 500.0
    for _ in range(60):
        mid = (lo + hi) / 2
        if fixed_point(mid, 50, 0.1, 0.5, 3) is None:
            hi = mid
        else:
            lo = mid
    print("largest healthy", lo)
