#!/usr/bin/env python3
"""Reference values for the chains in TimeLawTests.swift and ChainTests.swift, from methods that share nothing with the
product: closed forms, quadrature, and plain numpy convolution on a fine grid. Needs numpy and scipy.
"""
import math

import numpy as np
from scipy import integrate, optimize, stats


def show(name, *values):
    print(name, *("%.12g" % v for v in values))


def quantiles(tail, shares=(0.5, 0.95, 0.99), high=100.0):
    return [optimize.brentq(lambda t: tail(t) - (1 - s), 0, high, xtol=1e-13) for s in shares]


def hypoexponential(rates):
    def tail(t):
        return sum(math.exp(-r * t) * np.prod([q / (q - r) for j, q in enumerate(rates) if j != i]) for i, r in enumerate(rates))
    return tail


class Grid:
    """Densities on a grid of 2^18 points, rounded to the nearest point."""

    def __init__(self, step, size=1 << 18):
        self.h, self.n = step, size
        self.edges = (np.arange(size + 1) - 0.5) * step
        self.edges[0] = 0

    def law(self, cdf):
        c = cdf(self.edges)
        c[0] = 0
        return np.diff(c)

    def at(self, time):
        m = np.zeros(self.n)
        m[round(time / self.h)] = 1
        return m

    def add(self, *laws):
        out = np.fft.rfft(laws[0], 2 * self.n)
        for l in laws[1:]:
            out = out * np.fft.rfft(l, 2 * self.n)
        return np.fft.irfft(out, 2 * self.n)[: self.n]

    def mean(self, m):
        return (m * np.arange(self.n)).sum() * self.h

    def quantile(self, m, share):
        c = np.cumsum(m)
        k = np.searchsorted(c, share)
        before = c[k - 1] if k else 0
        return (k - 0.5 + (share - before) / (c[k] - before)) * self.h


if __name__ == "__main__":
    show("hypoexponential 10 20 50", *quantiles(hypoexponential([10, 20, 50]), high=10))
    show("Erlang 3 x 20 ms", *(stats.gamma(3, scale=0.02).ppf(s) for s in (0.5, 0.95, 0.99)))
    # A cache that answers 80 % in exp(1 ms), else a store with exp(20 ms) on top.
    hit = lambda t: 0.8 * math.exp(-t / 0.001) + 0.2 * hypoexponential([1000, 50])(t)
    show("cache 80 %", *quantiles(hit, high=10))
    # The slower of exp(10 ms) and exp(30 ms); of 100 x exp(10 ms).
    show("slower of two: mean", 0.01 + 0.03 - 1 / (100 + 1 / 0.03))
    show("slower of two", *quantiles(lambda t: 1 - (1 - math.exp(-100 * t)) * (1 - math.exp(-t / 0.03)), high=10))
    show("slowest of 100", sum(1 / j for j in range(1, 101)) / 100, *quantiles(lambda t: 1 - (1 - math.exp(-100 * t)) ** 100, high=10))
    # The 2nd of 3 exponential answers of 10 ms.
    show("2 of 3", 0.01 * (1 / 3 + 1 / 2), *quantiles(lambda t: 1 - stats.binom.sf(1, 3, 1 - math.exp(-100 * t)), high=10))
    # exp(10 ms) with a second call after 20 ms.
    show("hedged mean", integrate.quad(lambda t: math.exp(-100 * t) * (math.exp(-100 * (t - 0.02)) if t > 0.02 else 1), 0, 1, points=[0.02])[0],
         *quantiles(lambda t: math.exp(-100 * t) * (math.exp(-100 * (t - 0.02)) if t > 0.02 else 1), high=1))
    # exp(10 ms), timeout 30 ms, 3 attempts, pauses of 5 and 10 ms, no errors; then the same with 10 % errors.
    g = Grid(1e-6)
    x = g.law(lambda t: -np.expm1(-100 * t))
    tau = 0.03
    keep = np.arange(g.n) * g.h < tau
    for error in (0.0, 0.1):
        late = math.exp(-100 * tau)
        good = np.where(keep, x, 0) * (1 - error)
        bad = np.where(keep, x, 0) * error + late * g.at(tau)
        b1, b2 = g.at(0.005), g.at(0.010)
        first = g.add(bad, b1)
        second = g.add(first, bad, b2)
        total = good + g.add(first, good) + g.add(second, good) + g.add(second, bad)
        p = error + (1 - error) * late
        show(f"retry errors {error}: p, mean, p50 p95 p99", p, g.mean(total), *(g.quantile(total, s) for s in (0.5, 0.95, 0.99)))
        xbar = (g.mean(good) + g.mean(bad))
        show("  by the formula", sum(p**j for j in range(3)) * xbar + p * 0.005 + p * p * 0.010)
    # The same without errors, pauses spread evenly over [0, 5] and [0, 10] ms.
    good, bad = np.where(keep, x, 0), late * g.at(tau)
    u = lambda b: g.law(lambda t: np.clip(t / b, 0, 1))
    first = g.add(bad, u(0.005))
    second = g.add(first, bad, u(0.010))
    total = good + g.add(first, good) + g.add(second, good) + g.add(second, bad)
    show("retry with jitter", g.mean(total), *(g.quantile(total, s) for s in (0.5, 0.95, 0.99)))
    # Gamma(cv2 0.25) of 8 ms, then lognormal(spread 1) of 5 ms, then 2 x exp(3 ms), plus 4 ms.
    a = g.law(stats.gamma(4, scale=0.002).cdf)
    b = g.law(stats.lognorm(1, scale=0.005 * math.exp(-0.5)).cdf)
    c = g.law(stats.expon(scale=0.003).cdf)
    m = g.add(a, b, c, c)
    show("mixed chain", 0.008 + 0.005 + 0.006 + 0.004, *(0.004 + g.quantile(m, s) for s in (0.5, 0.95, 0.99)))
    # The slower of gamma(cv2 0.5) of 2 s and of gamma(cv2 1/3) of 1.5 s.
    f = lambda t: stats.gamma(2, scale=1).cdf(t) * stats.gamma(3, scale=0.5).cdf(t)
    show("slower of two gammas", integrate.quad(lambda t: 1 - f(t), 0, 60)[0], *quantiles(lambda t: 1 - f(t), high=60))
    # Fan-out of one, of a call that comes 1.3 times on average: one, and another with 30 %.
    show("1.3 visits", 0.013, *quantiles(lambda t: 0.7 * math.exp(-100 * t) + 0.3 * math.exp(-100 * t) * (1 + 100 * t), high=10))
