"""Exact values that the simulation tests compare with. Plain Python; not needed to run the tests."""
from math import exp, factorial, log


def erlang_c(c, a):
    b = 1.0
    for k in range(1, c + 1):
        b = a * b / (k + a * b)
    return b / (1 - a / c * (1 - b))


def mmc(rate, s, c):
    return erlang_c(c, rate * s) / (c / s - rate)


def mmck(rate, s, c, k):
    """Refused share and mean response of accepted requests with k places in all."""
    p = [1.0]
    for n in range(1, k + 1):
        p.append(p[-1] * rate * s / min(n, c))
    total = sum(p)
    p = [x / total for x in p]
    accepted = rate * (1 - p[-1])
    return p[-1], sum(n * x for n, x in enumerate(p)) / accepted


def mva(population, think, demands):
    """Throughput and response of a closed network of single servers (Reiser and Lavenberg 1980)."""
    queue = [0.0] * len(demands)
    for n in range(1, population + 1):
        residence = [d * (1 + q) for d, q in zip(demands, queue)]
        x = n / (think + sum(residence))
        queue = [x * r for r in residence]
    return x, sum(residence)


def held(threads, c1, s1, c2, s2):
    """Largest throughput with threads held over two stations (product form)."""
    weights = []
    for i in range(threads + 1):
        w = 1.0
        for k in range(1, i + 1):
            w *= s1 / min(k, c1)
        for k in range(1, threads - i + 1):
            w *= s2 / min(k, c2)
        weights.append(w)
    return sum(w * min(i, c1) / s1 for i, w in enumerate(weights)) / sum(weights)


print("M/M/4 at 80 %: wait", mmc(320, 0.01, 4))
print("M/M/1 at 50 %: p50, p99", 0.02 * log(2), 0.02 * log(100))
print("M/D/1 at 80 %: response", 0.01 + 0.8 * 0.01 / 2 / 0.2)
print("M/G/1 cv2 4 at 50 %: response", 0.01 + 0.5 * 0.01 * 5 / 2 / 0.5)
print("M/G/1 cv2 1/2 at 50 %: response", 0.01 + 0.5 * 0.01 * 1.5 / 2 / 0.5)
print("M/M/2/5 at 120 %: refused, response", mmck(240, 0.01, 2, 5))
print("processor sharing at 50 %: response", 0.01 / 0.5)
print("closed, 8 clients, think 100 ms, 10 ms and 20 ms:", mva(8, 0.1, [0.01, 0.02]))
print("fork-join of two at 50 %: response", (12 - 0.5) / 8 * 0.02)
print("held: 4 threads, 2 cores of 10 ms, then 2 servers of 10 ms: at most", held(4, 2, 0.01, 2, 0.01))
print("round robin over 4 at 80 %: sigma by iteration")
n, l, mu = 4, 80.0, 100.0
sigma = 0.5
for _ in range(10000):
    sigma = (n * l / (n * l + mu * (1 - sigma))) ** n
print("  response", 1 / (mu * (1 - sigma)))
print("M/M/1 at 80 % split at random: response", 0.01 / 0.2)
