#!/usr/bin/env python3
"""Reference values for the waits in WaitTests.swift, from methods that share nothing with the product.

Needs numpy, scipy and mpmath; not needed to run the tests. Prints each value with 12 digits.

- M/D/c: waiting-time distribution from the embedded chain of Crommelin (1932), by convolving Poisson arrivals.
- M/E2/c and M/H2/c: the whole Markov chain, truncated and solved.
- M/G/1 percentiles: numerical inversion of the Laplace transform of Pollaczek and Khinchine (mpmath, de Hoog).
- E_n/M/1: root by brentq.
- Processor sharing: the transient Markov chain of a tagged request (matrix exponential action).
"""
import itertools
import math

import mpmath as mp
import numpy as np
from scipy import integrate, optimize, sparse, stats
from scipy.sparse import linalg


def show(name, *values):
    print(name, *("%.12g" % v for v in values))


def erlang_c(c, a):
    b = 1.0
    for k in range(1, c + 1):
        b = a * b / (k + a * b)
    return b / (1 - a / c * (1 - b))


def md_c_wait(c, rho):
    """Mean wait of M/D/c with unit service: number in system just after each service time, then Little."""
    a, size = rho * c, 1500
    arrivals = stats.poisson.pmf(np.arange(size), a)
    p = np.zeros(size)
    p[0] = 1
    for _ in range(200000):
        left = np.zeros(size)
        left[0] = p[: c + 1].sum()
        left[1 : size - c] = p[c + 1 :]
        new = np.convolve(left, arrivals)[:size]
        if abs(new - p).sum() < 1e-15:
            break
        p = new
    p /= p.sum()
    queue = sum((n - c) * p[n] for n in range(c + 1, size))
    return queue / a


def phase_wait(c, rho, kind):
    """Mean wait of M/E2/c (kind 'E2') or M/H2/c with balanced means and variation 4 ('H2'); unit mean service."""
    lam, size = rho * c, 250
    if kind == "H2":
        p1 = (1 + math.sqrt(3 / 5)) / 2
        rates = [2 * p1, 2 * (1 - p1)]
    states, index = [], {}
    for n in range(size):
        for i in range(min(n, c) + 1):
            index[(n, i)] = len(states)
            states.append((n, i))  # i servers in the first phase
    rows, cols, vals = [], [], []

    def go(s, t, r):
        if r > 0 and t in index:
            rows.extend((index[t], index[s]))
            cols.extend((index[s], index[s]))
            vals.extend((r, -r))

    for n, i in states:
        busy = min(n, c)
        j = busy - i
        if kind == "E2":
            go((n, i), (n + 1, i + (1 if n < c else 0)), lam)
            go((n, i), (n, i - 1), 2 * i)
            go((n, i), (n - 1, i + (1 if n > c else 0)), 2 * j)
        else:
            if n < c:
                go((n, i), (n + 1, i + 1), lam * p1)
                go((n, i), (n + 1, i), lam * (1 - p1))
            else:
                go((n, i), (n + 1, i), lam)
            if n > c:
                go((n, i), (n - 1, i), rates[0] * i * p1)
                go((n, i), (n - 1, i - 1), rates[0] * i * (1 - p1))
                go((n, i), (n - 1, i + 1), rates[1] * j * p1)
                go((n, i), (n - 1, i), rates[1] * j * (1 - p1))
            else:
                go((n, i), (n - 1, i - 1), rates[0] * i)
                go((n, i), (n - 1, i), rates[1] * j)
    # Self-loops above add r and -r on the diagonal and cancel.
    m = len(states)
    q = sparse.csc_matrix((vals, (rows, cols)), shape=(m, m)).tolil()
    q[0, :] = 1
    right = np.zeros(m)
    right[0] = 1
    pi = linalg.spsolve(q.tocsc(), right)
    queue = sum((n - c) * pi[k] for k, (n, _) in enumerate(states) if n > c)
    return queue / lam


def mg1_percentile(lam, transform, mean, share):
    """Root of the inverted transform of the response time of M/G/1."""
    rho = lam * mean

    def tail(t):
        f = lambda z: (1 - (1 - rho) * z / (z - lam + lam * transform(z)) * transform(z)) / z
        return float(mp.invertlaplace(f, t, method="dehoog"))

    return optimize.brentq(lambda t: tail(t) - (1 - share), 1e-3 * mean, 400 * mean, xtol=1e-10)


def mg1_wait_percentile_lognormal(lam, mean, spread, share):
    """By a fine grid of the residual service and the renewal equation (Panjer), with plain numpy."""
    law = stats.lognorm(spread, scale=mean * math.exp(-spread**2 / 2))
    rho, h, n = lam * mean, mean / 400, 40000
    t = np.arange(n + 1) * h
    equilibrium = np.concatenate([[0], np.cumsum((law.sf(t[:-1]) + 4 * law.sf(t[:-1] + h / 2) + law.sf(t[1:])) / 6) * h]) / mean
    mid = np.concatenate([[0], (equilibrium[2:] - equilibrium[:-2]) / 2])
    f = np.zeros(n)
    f[0] = equilibrium[1] / 2
    f[1:] = mid[1:n]
    size = 1 << 17
    ft = np.fft.rfft(f, size)
    w = np.fft.irfft((1 - rho) / (1 - rho * ft), size)[:n]
    g = np.diff(law.cdf(np.concatenate([[0], t[:-1] + h / 2, [t[-1] + h / 2]])))[:n]
    total = np.cumsum(np.fft.irfft(np.fft.rfft(w, size) * np.fft.rfft(g, size), size)[:n])
    k = np.searchsorted(total, share)
    return (k - 0.5 + (share - total[k - 1]) / (total[k] - total[k - 1])) * h


def sharing(c, rho, share=None):
    """Mean, variation and a percentile of the response of M/M/c with processor sharing, unit mean service."""
    lam, size = rho * c, 1200
    pi = [1.0]
    for n in range(1, size):
        pi.append(pi[-1] * lam / min(n, c))
    pi = np.array(pi) / sum(pi)
    q = sparse.lil_matrix((size, size))
    for n in range(size):
        v = min(1, c / (n + 1))
        if n + 1 < size:
            q[n, n + 1] = lam
        if n > 0:
            q[n, n - 1] = n * v
        q[n, n] = -((lam if n + 1 < size else 0) + n * v + v)
    q = q.tocsc()
    m1 = linalg.spsolve(q, -np.ones(size))
    m2 = linalg.spsolve(q, -2 * m1)
    mean, second = pi @ m1, pi @ m2
    if share is None:
        return mean, second / mean**2 - 1
    tail = lambda t: linalg.expm_multiply(q.T.tocsc() * t, pi).sum()
    return optimize.brentq(lambda t: tail(t) - (1 - share), 0.1, 200 * mean, xtol=1e-6)


if __name__ == "__main__":
    print("mean waits in units of the service time")
    for c, rho in [(1, 0.8), (2, 0.5), (4, 0.8), (8, 0.9), (16, 0.8)]:
        show(f"M/D/{c} {rho}", md_c_wait(c, rho))
    for kind, (c, rho) in itertools.product(["E2", "H2"], [(2, 0.5), (4, 0.8), (8, 0.9)]):
        show(f"M/{kind}/{c} {rho}", phase_wait(c, rho, kind))
    for n, rho in [(2, 0.5), (4, 0.8), (10, 0.9)]:
        sigma = optimize.brentq(lambda s: (n * rho / (n * rho + 1 - s)) ** n - s, 0, 1 - 1e-6)
        show(f"sigma E{n}/M/1 {rho}", sigma)
    for rho in (0.5, 0.8, 0.9):
        show(f"pick two {rho}", sum(rho ** (2**i - 2) for i in range(1, 60)))
    print("response percentiles 0.5 0.95 0.99 at arrivals 80/s, mean service 10 ms (seconds)")
    shares = (0.5, 0.95, 0.99)
    erlang2 = lambda z: (1 + z / 200) ** -2
    show("M/E2/1", *(mg1_percentile(80, erlang2, 0.01, s) for s in shares))
    gamma4 = lambda z: (1 + z * 0.04) ** -0.25
    show("M/gamma(cv2=4)/1", *(mg1_percentile(80, gamma4, 0.01, s) for s in shares))
    two = lambda z: 0.75 / (1 + 0.004 * z) + 0.25 / (1 + 0.028 * z)
    show("M/H2/1 (3/4 of 4 ms, 1/4 of 28 ms)", *(mg1_percentile(80, two, 0.01, s) for s in shares))
    show("M/lognormal(spread 1)/1", *(mg1_wait_percentile_lognormal(80, 0.01, 1, s) for s in shares))
    # M/D/1, Erlang's formula for the wait with unit service at utilization 0.8.
    mp.mp.dps = 60

    def md1(t, rho=mp.mpf("0.8")):
        return (1 - rho) * mp.nsum(lambda k: (-rho * (t - k)) ** k / mp.factorial(k) * mp.e ** (rho * (t - k)), [0, int(mp.floor(t))])

    for s in shares:
        root = mp.findroot(lambda t: md1(t) - s, (0.1, 20), solver="bisect", tol=1e-20) if s > 0.2 else 0
        show(f"M/D/1 wait {s}", root)
    mp.mp.dps = 15
    print("processor sharing: mean, variation; 95th percentile")
    for c, rho in [(1, 0.5), (1, 0.8), (4, 0.8)]:
        show(f"M/M/{c}-PS {rho}", *sharing(c, rho), sharing(c, rho, 0.5), sharing(c, rho, 0.95), sharing(c, rho, 0.99))
    print("lognormal fits: spread and variation")
    z = stats.norm.ppf(0.99)
    for ratio in (2, 5, 10):
        s = optimize.brentq(lambda s: math.exp(z * s - s * s / 2) - ratio, 1e-9, z)
        show(f"p99/mean {ratio}", s, math.exp(s * s) - 1)
