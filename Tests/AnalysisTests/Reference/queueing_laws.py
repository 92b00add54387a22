"""Independent values for the tests of lines, closed networks and scalability. Needs numpy; the tests do not need it.

Every value comes from a global balance of a Markov chain that is solved as linear equations, or from the textbook recursion
of mean value analysis; none from the formulas that the program uses.
"""

import itertools
import math

import numpy as np


def stationary(generator):
    """The stationary distribution of a generator matrix."""
    size = len(generator)
    a = np.vstack([generator.T, np.ones(size)])
    return np.linalg.lstsq(a, np.append(np.zeros(size), 1), rcond=None)[0]


def finite_line(servers, places, arrivals, service_time):
    """M/M/c/K by its birth-death chain; the tail by the absorbing chain of one accepted request."""
    size = servers + places + 1
    mu = 1 / service_time
    q = np.zeros((size, size))
    for n in range(size):
        if n + 1 < size:
            q[n, n + 1] = arrivals
        if n > 0:
            q[n, n - 1] = min(n, servers) * mu
        q[n, n] = -q[n].sum()
    p = stationary(q)
    accepted = p[:-1] / (1 - p[-1])
    mean = sum(p[n] * n for n in range(size)) / (arrivals * (1 - p[-1]))
    # States of one's own: k others ahead in line (places of them), then in service, then done.
    t = np.zeros((places + 2, places + 2))
    for k in range(1, places + 1):
        t[k + 1, k] = servers * mu
        t[k + 1, k + 1] = -servers * mu
    t[1, 0] = mu
    t[1, 1] = -mu
    start = np.zeros(places + 2)
    for n, share in enumerate(accepted):
        start[1 if n < servers else n - servers + 2] += share

    def tail(time):
        from scipy.linalg import expm
        return 1 - (start @ expm(t * time))[0]

    return p[-1], mean, tail


def load_dependent_mva(demands, servers, think, clients):
    """Reiser and Lavenberg 1980, the recursion of CAPACITY 1.13, in high precision."""
    from mpmath import mp, mpf
    mp.dps = 60
    p = [[mpf(1)] for _ in demands]
    for n in range(1, clients + 1):
        r = [sum(mpf(d) * j / min(j, c) * p[k][j - 1] for j in range(1, n + 1))
             for k, (d, c) in enumerate(zip(demands, servers))]
        x = n / (think + sum(r))
        new = []
        for k, (d, c) in enumerate(zip(demands, servers)):
            q = [x * mpf(d) / min(j, c) * p[k][j - 1] for j in range(1, n + 1)]
            new.append([1 - sum(q)] + q)
        p = new
    return float(x)


def multiclass_mva(demands, think, clients):
    """Exact mean value analysis of several classes at single servers."""
    stations = range(len(demands[0]))
    queue = {}
    rates = None
    for population in itertools.product(*(range(n + 1) for n in clients)):
        total = [0.0 for _ in stations]
        rates = []
        for r, n in enumerate(population):
            if n == 0:
                rates.append(0.0)
                continue
            less = tuple(m - (i == r) for i, m in enumerate(population))
            times = [demands[r][k] * (1 + queue[less][k]) for k in stations]
            x = n / (think[r] + sum(times))
            rates.append(x)
            for k in stations:
                total[k] += x * times[k]
        queue[population] = total
    return rates


def batch_line(batch, arrivals, service_time):
    """M^[b]/M/1 by its chain, cut where nothing is left."""
    size = 4000
    q = np.zeros((size, size))
    for n in range(size):
        if n + batch < size:
            q[n, n + batch] = arrivals / batch
        if n > 0:
            q[n, n - 1] = 1 / service_time
        q[n, n] = -q[n].sum()
    p = stationary(q)
    return sum(n * p[n] for n in range(size)) / arrivals


if __name__ == "__main__":
    for c, q, lam, s in [(1, 4, 0.8, 1), (2, 3, 3, 1), (3, 0, 2, 1), (4, 10, 4, 1), (5, 20, 7, 1), (2, 6, 1, 0.5)]:
        p, mean, tail = finite_line(c, q, lam, s)
        print("finite", c, q, lam, s, "%.12g %.12g %.12g %.12g" % (p, mean, tail(1.0), tail(3.0)))
    for d, c, z, n in [([0.605, 2.1, 1.35], [1, 1, 1], 0, 3), ([0.605, 2.1, 1.35], [1, 1, 1], 15, 10),
                       ([0.01, 0.02], [2, 4], 0, 10), ([0.005, 0.02, 0.03], [1, 3, 8], 1, 60),
                       ([0.01, 0.01], [1, 1], 0.5, 200), ([0.002, 0.025], [2, 5], 0, 50)]:
        print("closed", d, c, z, n, "%.12g" % load_dependent_mva(d, c, z, n))
    print("classes", multiclass_mva([[0.1, 0.05], [0.02, 0.2]], [1, 2], [6, 4]))
    print("classes", multiclass_mva([[0.02, 0.03], [0.05, 0.01]], [0.5, 0], [20, 10]))
    print("batch", batch_line(10, 8, 0.1), batch_line(3, 5, 0.1))
    sigma, kappa = 0.0267159, 7.6909e-4
    print("peak", math.sqrt((1 - sigma) / kappa))
