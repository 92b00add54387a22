"""Textbook systems with figures that other solvers give, written to textbook.json for TextbookTests.

Needs numpy and scipy; the tests do not. Chains of states are solved as linear equations, closed networks by mean value
analysis, percentiles by root finding and numerical integration, availability by counting states: nothing here uses the
program's own way. Run it as `python3 textbook.py`; with the path of a built `topolint` as its argument it also asks that
program for each figure and prints both, to three digits.
"""

import functools
import itertools
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from scipy import integrate, optimize, sparse, stats
from scipy.sparse import linalg

CASES = []
ENDLESS = "timeout: none, retry: none, latency: 0ms"


def case(name, model, *expected):
    """`expected`: (`table/subject`, figure, value[, relative tolerance])."""
    figures = []
    for subject, figure, value, *tolerance in expected:
        table, _, of = subject.partition("/")
        figures.append(
            {"table": table, "subject": of, "figure": figure, "value": float(value), "tolerance": (tolerance or [1e-6])[0]})
    CASES.append({"name": name, "model": model.replace("ENDLESS", ENDLESS).strip(), "figures": figures})


# Solvers


def birth_death(arrivals, services):
    """Stationary shares of a chain with these rates up from 0, 1, … and down from 1, 2, …, as linear equations."""
    size = len(arrivals) + 1
    q = np.zeros((size, size))
    for n, (up, down) in enumerate(zip(arrivals, services)):
        q[n, n + 1], q[n + 1, n] = up, down
    q -= np.diag(q.sum(axis=1))
    a = np.vstack([q.T, np.ones(size)])
    return np.linalg.lstsq(a, np.append(np.zeros(size), 1), rcond=None)[0]


def line(servers, arrivals, time, places=None):
    """M/M/c, or M/M/c/K with so many places to wait: refused share, mean response and its tail, of what is accepted."""
    top = servers + (places if places is not None else 600)
    p = birth_death([arrivals] * top, [min(n, servers) / time for n in range(1, top + 1)])
    refused = p[top] if places is not None else 0
    number = sum(n * x for n, x in enumerate(p))
    accepted = arrivals * (1 - refused)
    seen = p[:top] / p[:top].sum()

    def tail(t):
        # A request that finds n waits for n − c + 1 ends at the joint rate, then for its own service.
        total = seen[:servers].sum() * math.exp(-t / time)
        for n in range(servers, top):
            if seen[n] < 1e-14:
                continue
            wait = stats.gamma(n - servers + 1, scale=time / servers)
            inner, _ = integrate.quad(lambda u: wait.pdf(u) * math.exp(-(t - u) / time), 0, t, epsabs=1e-13, limit=200)
            total += seen[n] * (wait.sf(t) + inner)
        return total

    return {"refused": refused, "accepted": accepted, "mean": number / accepted, "wait": number / accepted - time,
            "busy": accepted * time / servers, "tail": tail}


def quantile(tail, share, high):
    return optimize.brentq(lambda t: tail(t) - (1 - share), 1e-12, high, xtol=1e-13)


def closed(clients, demands, servers, think=0.0):
    """Exact mean value analysis with several servers, in one class."""
    p = [[1.0] + [0.0] * clients for _ in demands]
    rate = 0.0
    for n in range(1, clients + 1):
        times = [sum(d * j / min(j, c) * q[j - 1] for j in range(1, n + 1)) for d, c, q in zip(demands, servers, p)]
        rate = n / (think + sum(times))
        following = []
        for d, c, q in zip(demands, servers, p):
            new = [0.0] + [rate * d / min(j, c) * q[j - 1] for j in range(1, n + 1)] + [0.0] * (clients - n)
            new[0] = 1 - sum(new)
            following.append(new)
        p = following
    return rate


def closed_kinds(clients, demands, servers, think):
    """Rates of several kinds of clients by the balance of all states: processors shared by whoever is there."""
    stations = len(servers)
    # Where the clients of each kind are: at each station, or thinking.
    layouts = [[x for x in itertools.product(range(n + 1), repeat=stations) if sum(x) <= n] for n in clients]
    states = list(itertools.product(*layouts))
    index = {s: i for i, s in enumerate(states)}
    q = np.zeros((len(states), len(states)))
    ends = np.zeros((len(states), len(clients)))
    for s in states:
        for r, n in enumerate(clients):
            here = s[r]
            moves = []
            if sum(here) < n:
                moves.append((None, 0, (n - sum(here)) / think[r]))
            for k in range(stations):
                if here[k] > 0:
                    total = sum(x[k] for x in s)
                    speed = min(total, servers[k]) * here[k] / total / demands[r][k]
                    moves.append((k, k + 1 if k + 1 < stations else None, speed))
            for source, target, speed in moves:
                new = list(here)
                if source is not None:
                    new[source] -= 1
                if target is not None:
                    new[target] += 1
                else:
                    ends[index[s], r] += speed
                t = s[:r] + (tuple(new),) + s[r + 1:]
                q[index[s], index[t]] += speed
    q -= np.diag(q.sum(axis=1))
    a = np.vstack([q.T, np.ones(len(states))])
    p = np.linalg.lstsq(a, np.append(np.zeros(len(states)), 1), rcond=None)[0]
    return p @ ends


def stationary(start, moves):
    """The states that are reached from one by `moves(state) -> [(state, rate)]`, and their shares of time."""
    states, index, edges = [start], {start: 0}, []
    for state in states:
        for target, speed in moves(state):
            if target not in index:
                index[target] = len(states)
                states.append(target)
            edges.append((index[state], index[target], speed))
    rows, columns, speeds = zip(*edges)
    q = sparse.csr_matrix((speeds, (rows, columns)), shape=(len(states), len(states)))
    a = (q - sparse.diags(np.asarray(q.sum(axis=1)).ravel())).T.tolil()
    a[0, :] = 1
    return states, linalg.spsolve(a.tocsc(), np.append(1, np.zeros(len(states) - 1)))


def holding(clients, think, path, servers, times, tokens):
    """The rate of clients who go a path of `get`, `at` and `put` steps and think; who finds no token waits, first come first
    served. A state counts the clients at each step, and the tokens that are out."""
    length, names = len(path), list(tokens)

    def arrived(state, step):
        state, steps = list(state), [step]
        while steps:
            step = steps.pop()
            while step < length:
                what, name = path[step]
                out = length + names.index(name) if name in tokens else None
                if what == "at" or what == "get" and state[out] == tokens[name]:
                    state[step] += 1
                    break
                if what == "get":
                    state[out] += 1
                else:
                    waiting = [k for k in range(length) if path[k] == ("get", name) and state[k]]
                    if waiting:
                        state[waiting[0]] -= 1
                        steps.append(waiting[0] + 1)
                    else:
                        state[out] -= 1
                step += 1
        return tuple(state)

    def moves(state):
        result = []
        if sum(state[:length]) < clients:
            result.append((arrived(state, 0), (clients - sum(state[:length])) / think))
        for step, (what, name) in enumerate(path):
            if what == "at" and state[step]:
                there = sum(state[k] for k in range(length) if path[k] == ("at", name))
                left = list(state)
                left[step] -= 1
                speed = min(there, servers[name]) * state[step] / there / times[name]
                result.append((arrived(left, step + 1), speed))
        return result

    states, shares = stationary((0,) * (length + len(names)), moves)
    return sum(share * (clients - sum(state[:length])) / think for state, share in zip(states, shares))


def meeting(clients, think, time, servers, arrivals):
    """Clients that think, and others at random, at one station that takes all of them equally long: the rate of the clients, how
    many of them are there, and the time of the others."""
    def moves(state):
        inside, others = state
        there = inside + others
        speed = min(there, servers) / time
        steps = [((inside + 1, others), (clients - inside) / think)] if inside < clients else []
        steps += [((inside, others + 1), arrivals)] if others < 500 else []
        steps += [((inside - 1, others), speed * inside / there)] if inside else []
        return steps + ([((inside, others - 1), speed * others / there)] if others else [])

    states, shares = stationary((0, 0), moves)
    there = sum(share * inside for (inside, _), share in zip(states, shares))
    return (clients - there) / think, there, sum(share * others for (_, others), share in zip(states, shares)) / arrivals


def in_turn(clients, think, times, servers):
    """Rates of kinds of clients at one station, first come first served: a state is who is served, and who waits in which order."""
    def arrived(served, waiting, kind):
        if sum(served) == servers:
            return served, waiting + (kind,)
        return tuple(n + (k == kind) for k, n in enumerate(served)), waiting

    def moves(state):
        served, waiting = state
        steps = []
        for kind, count in enumerate(clients):
            away = count - served[kind] - waiting.count(kind)
            if away:
                steps.append((arrived(served, waiting, kind), away / think[kind]))
            if served[kind]:
                left = tuple(n - (k == kind) for k, n in enumerate(served))
                target = arrived(left, waiting[1:], waiting[0]) if waiting else (left, ())
                steps.append((target, served[kind] / times[kind]))
        return steps

    states, shares = stationary(((0,) * len(clients), ()), moves)
    return [sum(share * (count - served[kind] - waiting.count(kind)) for (served, waiting), share in zip(states, shares)) / think[kind]
            for kind, count in enumerate(clients)]


def up(copies, need, share):
    return sum(share**sum(s) * (1 - share) ** (copies - sum(s))
               for s in itertools.product((0, 1), repeat=copies) if sum(s) >= need)


# One component


def one(component, rate, operation="service_time: 10ms", workload=""):
    return f"""
system: s
services:
  a: {{{component}, operations: {{x: {{effect: read, {operation}}}}}}}
workloads: {{w: {{entry: a.x, rate: {rate}/s, peak: {rate}/s{workload}}}}}
"""


# 0.995 of full use still needs fewer than 600 places, within the tolerance.
mm1 = line(1, 80, 0.01)
case("M/M/1", one("replicas: 1, workers: 1", 80),
     ("party/a", "utilization", 0.8), ("party/a", "wait_time", mm1["wait"]), ("party/a", "response_time", mm1["mean"]),
     ("party/a", "response_time.p95", -math.log(0.05) / 20), ("workload/w", "latency.p99", -math.log(0.01) / 20),
     ("workload/w", "max_rate", 100))
mm8 = line(8, 640, 0.01)
case("M/M/8 over four replicas with one line", one("replicas: 4, workers: 2, load_balancing: shared", 640),
     ("party/a", "wait_time", mm8["wait"]), ("party/a", "response_time", mm8["mean"]),
     ("party/a", "response_time.p99", quantile(mm8["tail"], 0.99, 1)),
     ("party/a", "response_time.p50", quantile(mm8["tail"], 0.5, 1)))
mm2 = line(2, 160, 0.01)
case("four times M/M/2, chosen at random", one("replicas: 4, workers: 2, load_balancing: random", 640),
     ("party/a", "wait_time", mm2["wait"]), ("party/a", "response_time.p95", quantile(mm2["tail"], 0.95, 1)))
mm4 = line(4, 300, 0.01)
case("M/M/4 at three quarters, where both rates of the tail are the same", one("replicas: 1, workers: 4", 300),
     ("party/a", "response_time", mm4["mean"]), ("party/a", "response_time.p99", quantile(mm4["tail"], 0.99, 1)))

sigma = optimize.brentq(lambda s: (320 / (320 + 100 * (1 - s))) ** 4 - s, 0, 0.999)
case("E4/M/1: four replicas in turn", one("replicas: 4, workers: 1, load_balancing: round-robin", 320),
     ("party/a", "response_time", 0.01 / (1 - sigma)),
     ("party/a", "response_time.p99", -math.log(0.01) * 0.01 / (1 - sigma)))

for variation in (0, 0.5, 4):
    wait = 80 * 0.01**2 * (1 + variation) / (2 * 0.2)
    case(f"M/G/1 with cv2 {variation}", one("replicas: 1, workers: 1", 80, f"service_time: {{mean: 10ms, cv2: {variation}}}"),
         ("party/a", "wait_time", wait), ("party/a", "response_time", wait + 0.01))


def md1_wait(t, load, time):
    """Crommelin: shares of M/D/1 that wait no longer."""
    n = int(t // time)
    rate = load / time
    return (1 - load) * sum((-rate * (t - j * time)) ** j / math.factorial(j) * math.exp(rate * (t - j * time))
                            for j in range(n + 1))


case("M/D/1 percentiles", one("replicas: 1, workers: 1", 60, "service_time: {mean: 10ms, cv2: 0}"),
     ("party/a", "response_time.p95", 0.01 + optimize.brentq(lambda t: md1_wait(t, 0.6, 0.01) - 0.95, 0, 0.2), 2e-3),
     ("party/a", "response_time.p99", 0.01 + optimize.brentq(lambda t: md1_wait(t, 0.6, 0.01) - 0.99, 0, 0.2), 2e-3))


def mdc_wait(servers, load):
    """Mean wait of M/D/c with a service time of 1, by the chain of numbers present at times one service apart."""
    size = 400
    arrivals = stats.poisson(load).pmf(np.arange(size))
    p = np.zeros((size, size))
    for n in range(size):
        start = max(0, n - servers)
        p[n, start:] = arrivals[:size - start]
        p[n, -1] += 1 - p[n].sum()
    a = np.vstack([p.T - np.eye(size), np.ones(size)])
    x = np.linalg.lstsq(a, np.append(np.zeros(size), 1), rcond=None)[0]
    return (np.arange(size) @ x - load) / load


case("M/D/8 by Kimura's approximation", one("replicas: 1, workers: 8", 640, "service_time: {mean: 10ms, cv2: 0}"),
     ("party/a", "wait_time", mdc_wait(8, 6.4) * 0.01, 0.01))
case("processors that all share", one("replicas: 1, workers: 1, discipline: shared", 80, "service_time: {mean: 10ms, cv2: 4}"),
     ("party/a", "response_time", 0.01 / 0.2))

kinds_wait = (60 * 2 * 0.005**2 + 20 * 0.02**2) / (2 * (1 - 0.7))
case("two kinds of request in one line", """
system: s
services:
  a: {replicas: 1, workers: 1, operations: {x: {effect: read, service_time: 5ms}, y: {effect: read, service_time: {mean: 20ms, cv2: 0}}}}
workloads: {w: {entry: a.x, rate: 60/s, peak: 60/s}, v: {entry: a.y, rate: 20/s, peak: 20/s}}
""", ("party/a", "wait_time", kinds_wait), ("workload/w", "latency", kinds_wait + 0.005),
     ("workload/v", "latency", kinds_wait + 0.02), ("workload/w", "max_rate", (1 - 0.4) / 0.005),
     ("system/s", "largest_peak_factor", 1 / 0.7))

# Limited lines

loss = line(3, 280, 0.01, places=5)
busy = line(3, 350, 0.01, places=5)
case("M/M/3/8", """
system: s
services:
  a: {replicas: 1, workers: 3, queue_limit: 5, operations: {x: {effect: read, service_time: 10ms}}}
workloads: {w: {entry: a.x, rate: 280/s, peak: 350/s}}
""", ("party/a", "rejected_share", loss["refused"]), ("party/a", "accepted_rate", loss["accepted"]),
     ("party/a", "accepted_utilization", loss["busy"]), ("party/a", "accepted_response_time", loss["mean"]),
     ("party/a", "response_time", loss["mean"]), ("party/a", "wait_time", loss["wait"]),
     ("party/a", "response_time.p99", quantile(loss["tail"], 0.99, 1), 1e-4),
     ("party/a", "response_time.p50", quantile(loss["tail"], 0.5, 1), 1e-4),
     ("workload/w", "latency", loss["mean"]), ("party/a", "utilization", 280 * 0.01 / 3),
     ("party/a", "peak_rejected_share", busy["refused"]), ("party/a", "peak_response_time", busy["mean"]),
     ("workload/w", "peak_latency.p99", quantile(busy["tail"], 0.99, 1), 1e-4))
erlang = line(3, 350, 0.01, places=0)
case("Erlang's loss system, whatever the service times", """
system: s
services:
  a: {replicas: 1, workers: 3, queue_limit: unlimited, admission: {max_concurrency: 3}, operations: {x: {effect: read, service_time: {mean: 10ms, cv2: 4}}}}
workloads: {w: {entry: a.x, rate: 350/s, peak: 350/s}}
""", ("party/a", "peak_rejected_share", erlang["refused"]), ("party/a", "response_time", 0.01))
case("attempts that find no place", """
system: s
services:
  a: {replicas: 1, workers: 100, operations: {x: {effect: read, service_time: 0ms}}}
  b: {replicas: 1, workers: 3, queue_limit: 5, operations: {y: {effect: read, service_time: 10ms}}}
links: [{from: a.x, to: b.y, ENDLESS}]
workloads: {w: {entry: a.x, rate: 280/s, peak: 350/s}}
""", ("link/a.x -> b.y", "attempt_failures", loss["refused"]), ("link/a.x -> b.y", "peak_attempt_failures", busy["refused"]),
     ("workload/w", "latency", loss["mean"]))
queue = line(2, 180, 0.01, places=5)
case("a queue of five messages that loses new ones", """
system: s
services:
  p: {replicas: 1, workers: 100, operations: {x: {effect: command, service_time: 1ms}}}
  c: {replicas: 2, workers: 1, operations: {y: {effect: command, service_time: 10ms}}}
queues:
  q: {max_length: 5, overflow: drop-newest, partitions: none}
links: [{from: p.x, to: q}, {from: q, to: c.y}]
workloads: {w: {entry: p.x, rate: 180/s, peak: 180/s}}
""", ("party/q", "rejected_share", queue["refused"]), ("party/q", "accepted_rate", queue["accepted"]),
     ("party/c", "wait_time", queue["wait"]), ("party/c", "response_time", queue["mean"]),
     ("party/c", "response_time.p95", quantile(queue["tail"], 0.95, 1), 1e-4))

# Ways through several components


def sum_quantile(rates, share):
    tail = lambda t: sum(math.exp(-r * t) * math.prod(o / (o - r) for o in rates if o != r) for r in rates)
    return quantile(tail, share, 10)


case("M/M/1 lines in a row", """
system: s
services:
  a: {replicas: 1, workers: 1, operations: {x: {effect: read, service_time: 5ms}}}
  b: {replicas: 1, workers: 1, operations: {y: {effect: read, service_time: 8ms}}}
links: [{from: a.x, to: b.y, ENDLESS}]
workloads: {w: {entry: a.x, rate: 100/s, peak: 100/s}}
""", ("workload/w", "latency", 1 / 100 + 1 / 25),
     *[("workload/w", f"latency.p{p}", sum_quantile([100, 25], p / 100), 1e-4) for p in (50, 95, 99)])
case("ten calls in a row, nobody waiting", """
system: s
services:
  a: {replicas: 1, workers: 100, operations: {x: {effect: read, service_time: 0ms}}}
  b: {replicas: 1, workers: 10000, operations: {y: {effect: read, service_time: 10ms}}}
links: [{from: a.x, to: b.y, visits: 10, ENDLESS}]
workloads: {w: {entry: a.x, rate: 10/s, peak: 10/s}}
""", ("workload/w", "latency", 0.1), ("workload/w", "latency.p99", stats.gamma.ppf(0.99, 10, scale=0.01), 1e-4))
case("ten calls at the same time", """
system: s
services:
  a: {replicas: 1, workers: 100, operations: {x: {effect: read, service_time: 0ms}}}
  b: {replicas: 1, workers: 10000, operations: {y: {effect: read, service_time: 10ms}}}
links: [{from: a.x, to: b.y, visits: 10, parallel: g, ENDLESS}]
workloads: {w: {entry: a.x, rate: 10/s, peak: 10/s}}
""", ("workload/w", "latency", 0.01 * sum(1 / i for i in range(1, 11)), 1e-4),
     ("workload/w", "latency.p99", -0.01 * math.log(1 - 0.99**0.1), 1e-4))
quorum = """
system: s
services:
  a: {replicas: 1, workers: 100, operations: {x: {effect: update, service_time: 0ms}}}
stores:
  db: {replicas: 5, partitions: none, service_time: {read: 10ms, write: 10ms}, workers: 1000, replication: {topology: leaderless, mode: sync, n: 5, w: 3, r: 2}}
links: [{from: a.x, to: db, access: ACCESS, ENDLESS}]
workloads: {w: {entry: a.x, rate: 10/s, peak: 10/s}}
"""
case("the third of five copies", quorum.replace("ACCESS", "write"),
     ("workload/w", "latency", 0.01 * (1 / 5 + 1 / 4 + 1 / 3), 1e-4),
     ("workload/w", "latency.p95", -0.01 * math.log(1 - stats.beta(3, 3).ppf(0.95)), 1e-4))
case("both of two copies", quorum.replace("ACCESS", "read"), ("workload/w", "latency", 0.015, 1e-4))
cache = line(10, 1000, 0.001)
behind = line(4, 100, 0.01)
case("a cache that answers nine of ten reads", """
system: s
services:
  a: {replicas: 1, workers: 100, operations: {x: {effect: read, service_time: 0ms}}}
stores:
  db: {replicas: 1, partitions: none, service_time: {read: 10ms}, workers: 4, replication: none}
  mem: {replicas: 1, partitions: none, role: cache, service_time: {read: 1ms}, workers: 10, replication: none}
links: [{from: a.x, to: db, access: read, cache: {in: mem, hit_rate: 90%}, ENDLESS}]
workloads: {w: {entry: a.x, rate: 1000/s, peak: 1000/s}}
""", ("party/db", "arrival_rate", 100), ("party/mem", "arrival_rate", 1000), ("party/db", "utilization", 0.25),
     ("workload/w", "latency", cache["mean"] + 0.1 * behind["mean"]), ("workload/w", "max_rate", 4000))
front = line(2, 80, 0.02)
connected = line(3, 80, 0.03)
case("three connections to a store with room for more", """
system: s
services:
  a: {replicas: 1, workers: 2, concurrency: 1000000, pools: [{for: db, max: 3}], operations: {x: {effect: read, service_time: 20ms}}}
stores:
  db: {replicas: 1, partitions: none, service_time: {read: 30ms}, workers: 1000, replication: none}
links: [{from: a.x, to: db, access: read, ENDLESS}]
workloads: {w: {entry: a.x, rate: 80/s, peak: 80/s}}
""", ("workload/w", "latency", front["mean"] + connected["mean"], 1e-6),
     ("workload/w", "max_rate", 100))
case("connections are held on the way too", """
system: s
services:
  a: {replicas: 1, workers: 1000, concurrency: 1000000, pools: [{for: db, max: 5}], operations: {x: {effect: read, service_time: 0ms}}}
stores:
  db: {replicas: 1, partitions: none, service_time: {read: 30ms}, workers: 1000, replication: none}
links: [{from: a.x, to: db, access: read, timeout: none, retry: none, latency: 10ms}]
workloads: {w: {entry: a.x, rate: 50/s, peak: 80/s}}
""", ("workload/w", "max_rate", 5 / 0.05))
hedge = lambda t: math.exp(-t / 0.01) * (1 if t < 0.02 else math.exp(-(t - 0.02) / 0.01))
case("a second request after 20 ms", """
system: s
services:
  a: {replicas: 1, workers: 100, operations: {x: {effect: read, service_time: 0ms}}}
  b: {replicas: 1, workers: 10000, operations: {y: {effect: read, service_time: 10ms}}}
links: [{from: a.x, to: b.y, hedging: 20ms, ENDLESS}]
workloads: {w: {entry: a.x, rate: 10/s, peak: 10/s}}
""", ("workload/w", "latency", integrate.quad(hedge, 0, 1, points=[0.02])[0], 1e-4),
     ("workload/w", "latency.p99", quantile(hedge, 0.99, 1), 1e-3),
     ("party/b", "arrival_rate", 10),
     ("party/b", "peak_utilization_with_timeouts", 1e-5 * (1 + math.exp(-2)), 1e-4))


def hedged(rate):
    """The load that second requests after 20 ms add to a line of one server, which makes all of them later."""
    late = lambda total: math.exp(-(100 - total) * 0.02)
    return optimize.brentq(lambda total: rate * (1 + late(total)) - total, rate, 1.5 * rate)


case("a second request that makes the first one later", """
system: s
services:
  a: {replicas: 1, workers: 100, operations: {x: {effect: read, service_time: 0ms}}}
  b: {replicas: 1, workers: 1, operations: {y: {effect: read, service_time: 10ms}}}
links: [{from: a.x, to: b.y, hedging: 20ms, ENDLESS}]
workloads: {w: {entry: a.x, rate: 40/s, peak: 40/s}}
""", ("party/b", "peak_utilization", 0.4), ("party/b", "peak_utilization_with_timeouts", hedged(40) / 100, 1e-4))

# Demand

case("calls that go round", """
system: s
services:
  a: {replicas: 1, workers: 1000, operations: {x: {effect: read, service_time: 1ms}}}
  b: {replicas: 1, workers: 1000, operations: {x: {effect: read, service_time: 1ms}}}
links: [{from: a.x, to: b.x}, {from: b.x, to: a.x, visits: 0.5}]
workloads: {w: {entry: a.x, rate: 100/s, peak: 100/s}}
""", ("party/a", "arrival_rate", np.linalg.solve(np.array([[1, -0.5], [-1, 1]]), [100, 0])[0]))
case("a failing callee behind two tiers of retries", """
system: s
clients: {u: {trust: trusted, retry: {max_attempts: 3, backoff: none}}}
services:
  a: {replicas: 1, workers: 1000, operations: {x: {effect: read, service_time: 1ms}}}
  b: {replicas: 1, workers: 1000, operations: {x: {effect: read, service_time: 1ms, failure_rate: 50%}}}
links: [{from: u, to: a.x}, {from: a.x, to: b.x, retry: {max_attempts: 3, backoff: none}, timeout: none}]
workloads: {w: {client: u, entry: a.x, rate: 100/s, peak: 100/s}}
""", ("party/a", "arrival_rate", 100 * (1 + 1 / 8 + 1 / 64)), ("party/b", "arrival_rate", 100 * (1 + 1 / 8 + 1 / 64) * 1.75))
case("a failed call ends the request", """
system: s
services:
  a: {replicas: 1, workers: 100, operations: {x: {effect: read, service_time: 0ms}}}
  b: {replicas: 1, workers: 10000, operations: {y: {effect: read, service_time: 8ms}}}
  c: {replicas: 1, workers: 10000, operations: {y: {effect: read, service_time: 8ms}}}
links:
  - {from: a.x, to: b.y, visits: 3, failure_rate: 20%, ENDLESS}
  - {from: a.x, to: c.y, ENDLESS}
workloads: {w: {entry: a.x, rate: 100/s, peak: 100/s}}
""", ("party/b", "arrival_rate", 100 * (1 + 0.8 + 0.64)), ("party/c", "arrival_rate", 100 * 0.8**3),
     ("workload/w", "latency", 0.008 * (1 + 0.8 + 0.64 + 0.8**3)))
case("a job every hour", one("replicas: 1, workers: 10", 0, "service_time: 100ms").replace(
    "rate: 0/s, peak: 0/s", "arrivals: scheduled, schedule: {period: 1h, cohort: 3600, jitter: 10min}"),
     ("party/a", "arrival_rate", 1), ("party/a", "peak_arrival_rate", 6), ("workload/w", "carried_rate", 1),
     ("party/a", "utilization", 0.01))
case("messages taken twenty at a time", """
system: s
services:
  p: {replicas: 1, workers: 1000, operations: {x: {effect: command, service_time: 1ms}}}
  c: {replicas: 2, workers: 2, operations: {y: {effect: command, service_time: 50ms, batch: {supported: true, max: 20}}}}
queues: {q: {partitions: none}}
links: [{from: p.x, to: q}, {from: q, to: c.y, batch_size: 20}]
workloads: {w: {entry: p.x, rate: 1000/s, peak: 1000/s}}
""", ("party/c", "arrival_rate", 50), ("party/c", "utilization", 50 * 0.05 / 4), ("workload/w", "max_rate", 4 / 0.05 * 20))

# Retries


def fixed_point(rate, servers=50, time=0.1, timeout=0.5, attempts=3):
    """Attempts of a call that repeats what is late, or infinity."""
    load = rate
    for _ in range(3000):
        if load * time >= servers:
            return math.inf
        c = servers / (servers - load * time)
        # Erlang's C by the chain, for many servers: the last states are a geometric series.
        p = np.cumprod([1.0] + [load * time / n for n in range(1, servers + 1)])
        waits = p[servers] * c / (p[:servers].sum() + p[servers] * c)
        decay, mu = servers / time - load, 1 / time
        late = math.exp(-mu * timeout) + waits * mu / (decay - mu) * (math.exp(-mu * timeout) - math.exp(-decay * timeout))
        new = rate * sum(late**i for i in range(attempts))
        if abs(new - load) < 1e-12 * rate:
            break
        load = new
    return load / rate


low, high = 300.0, 500.0
for _ in range(60):
    middle = (low + high) / 2
    low, high = (middle, high) if fixed_point(middle) < math.inf else (low, middle)
case("late attempts that are tried three times", """
system: s
services:
  a: {replicas: 1, workers: 1000, operations: {x: {effect: read, service_time: 0ms}}}
  b: {replicas: 1, workers: 50, operations: {y: {effect: read, service_time: 100ms}}}
links: [{from: a.x, to: b.y, timeout: 500ms, retry: {max_attempts: 3, backoff: none}, latency: 0ms}]
workloads: {w: {entry: a.x, rate: 400/s, peak: 400/s}}
""", ("link/a.x -> b.y", "expected_attempts", fixed_point(400), 1e-5),
     ("party/b", "peak_utilization_with_timeouts", 400 * fixed_point(400) * 0.1 / 50, 1e-5),
     ("workload/w", "max_healthy_rate", low, 2e-3))
late = math.exp(-2)
attempt = integrate.quad(lambda t: t * math.exp(-t / 0.01) / 0.01, 0, 0.02)[0] + late * 0.02
case("timeouts and pauses, nobody waiting", """
system: s
services:
  a: {replicas: 1, workers: 100, operations: {x: {effect: read, service_time: 0ms}}}
  b: {replicas: 1, workers: 10000, operations: {y: {effect: read, service_time: 10ms}}}
links: [{from: a.x, to: b.y, timeout: 20ms, retry: {max_attempts: 3, backoff: constant, initial_interval: 5ms, jitter: false}, latency: 0ms}]
workloads: {w: {entry: a.x, rate: 10/s, peak: 10/s}}
""", ("workload/w", "latency", attempt * (1 + late + late**2) + 0.005 * (late + late**2), 1e-4),
     ("link/a.x -> b.y", "attempt_failures", late, 1e-4))

# Closed networks

for clients in (1, 5, 20):
    rate = closed(clients, [0.005, 0.016], [1, 2], 0.1)
    case(f"{clients} clients that think", f"""
system: s
services:
  a: {{replicas: 1, workers: 1, operations: {{x: {{effect: read, service_time: 5ms}}}}}}
  b: {{replicas: 1, workers: 2, operations: {{y: {{effect: read, service_time: 16ms}}}}}}
links: [{{from: a.x, to: b.y, ENDLESS}}]
workloads: {{w: {{entry: a.x, arrivals: closed, population: {clients}, think_time: 100ms}}}}
""", ("workload/w", "carried_rate", rate), ("workload/w", "closed_response_time", clients / rate - 0.1),
         ("party/b", "utilization", rate * 0.016 / 2))
THREAD, CONNECTION = ("get", "t"), ("get", "p")
WORK, ASK = ("at", "a"), ("at", "b")
ENDED, CLOSED = ("put", "t"), ("put", "p")
for name, clients, workers, held, path, tokens in [
    ("threads held at a store", 8, 1, "concurrency: 2", [THREAD, WORK, ASK, ENDED], {"t": 2}),
    ("as many threads as clients", 8, 1, "concurrency: 8", [THREAD, WORK, ASK, ENDED], {"t": 8}),
    ("a pool", 8, 2, "pools: [{for: db, max: 2}]", [WORK, CONNECTION, ASK, CLOSED], {"p": 2}),
    ("a pool of threads", 8, 2, "concurrency: 3, pools: [{for: db, max: 2}]",
     [THREAD, WORK, CONNECTION, ASK, CLOSED, ENDED], {"t": 3, "p": 2}),
]:
    servers = {"a": workers, "b": 4 if "p" in tokens else 2}
    rate = holding(clients, 0.1, path, servers, {"a": 0.01, "b": 0.03}, tokens)
    # All that is held stands for one server, which is not exact while others wait for it.
    within = 1e-6 if tokens.get("t") == clients else 0.02
    case(f"clients that wait for {name}", f"""
system: s
services:
  a: {{replicas: 1, workers: {workers}, {held}, operations: {{x: {{effect: read, service_time: 10ms}}}}}}
stores:
  db: {{replicas: 1, partitions: none, service_time: {{read: 30ms}}, workers: {servers["b"]}, replication: none}}
links: [{{from: a.x, to: db, access: read, ENDLESS}}]
workloads: {{w: {{entry: a.x, arrivals: closed, population: {clients}, think_time: 100ms}}}}
""", ("workload/w", "carried_rate", rate, within), ("party/db", "utilization", rate * 0.03 / servers["b"], within),
         ("workload/w", "closed_response_time", clients / rate - 0.1, 2.5 * within))
path = [("get", "t"), ("at", "a"), ("get", "u"), ("at", "b"), ("at", "c"), ("put", "u"), ("put", "t")]
rate = holding(7, 0.05, path, {"a": 2, "b": 1, "c": 2}, {"a": 0.01, "b": 0.005, "c": 0.02}, {"t": 4, "u": 2})
case("clients that wait for threads held while others wait for theirs", """
system: s
services:
  a: {replicas: 1, workers: 2, concurrency: 4, operations: {x: {effect: read, service_time: 10ms}}}
  b: {replicas: 1, workers: 1, concurrency: 2, operations: {y: {effect: read, service_time: 5ms}}}
  c: {replicas: 1, workers: 2, operations: {z: {effect: read, service_time: 20ms}}}
links: [{from: a.x, to: b.y, ENDLESS}, {from: b.y, to: c.z, ENDLESS}]
workloads: {w: {entry: a.x, arrivals: closed, population: 7, think_time: 50ms}}
""", ("workload/w", "carried_rate", rate, 0.02), ("workload/w", "closed_response_time", 7 / rate - 0.05, 0.04))
# Each finds the others' times before it: not exact, within what the figure declares.
for clients, times, servers, within in [
    ([4, 3], [0.01, 0.02], 1, 0.06), ([3, 4], [0.01, 0.02], 2, 0.04), ([3, 3], [0.005, 0.02], 1, 0.12), ([2, 3], [0.05, 0.01], 3, 0.02),
]:
    first, second = in_turn(clients, [0.05, 0.1], times, servers)
    case(f"clients that take {times[0] * 1000:g} and {times[1] * 1000:g} ms in turn, {servers} servers", f"""
system: s
services: {{a: {{replicas: 1, workers: {servers}, discipline: fifo, operations: {{x: {{effect: read, service_time: {times[0] * 1000:g}ms}}, y: {{effect: read, service_time: {times[1] * 1000:g}ms}}}}}}}}
workloads: {{w: {{entry: a.x, arrivals: closed, population: {clients[0]}, think_time: 50ms}}, v: {{entry: a.y, arrivals: closed, population: {clients[1]}, think_time: 100ms}}}}
""", ("workload/w", "carried_rate", first, within), ("workload/v", "carried_rate", second, within))
for clients, think, servers, arrivals, discipline in [
    (5, 0.1, 1, 40, "fifo"), (5, 0.1, 1, 40, "shared"), (5, 0.1, 2, 80, "fifo"), (8, 0.02, 3, 240, "shared"), (1, 0.01, 1, 50, "fifo"),
]:
    rate, there, time = meeting(clients, think, 0.01, servers, arrivals)
    case(f"{clients} clients among {arrivals} requests a second at {servers} servers, {discipline}", f"""
system: s
services: {{a: {{replicas: 1, workers: {servers}, discipline: {discipline}, operations: {{x: {{effect: read, service_time: 10ms}}, y: {{effect: read, service_time: 10ms}}}}}}}}
workloads: {{w: {{entry: a.x, arrivals: closed, population: {clients}, think_time: {think * 1000:g}ms}}, v: {{entry: a.y, rate: {arrivals}/s, peak: {arrivals}/s}}}}
""", ("workload/w", "carried_rate", rate), ("workload/w", "closed_response_time", there / rate), ("workload/v", "latency", time),
         ("workload/v", "peak_latency", time), ("party/a", "utilization", (rate + arrivals) * 0.01 / servers),
         ("party/a", "response_time", (there + arrivals * time) / (rate + arrivals)))
rate = closed(6, [0.005, 0.005], [1, 1], 0.02)
case("clients at replicas that each have a line of their own", """
system: s
services: {a: {replicas: 2, workers: 1, load_balancing: random, operations: {x: {effect: read, service_time: 10ms}}}}
workloads: {w: {entry: a.x, arrivals: closed, population: 6, think_time: 20ms}}
""", ("workload/w", "carried_rate", rate), ("party/a", "utilization", rate * 0.005))
rate, there, _ = meeting(6, 0.04, 0.01, 2, 1e-9)
case("how long clients alone take", """
system: s
services: {a: {replicas: 1, workers: 2, operations: {x: {effect: read, service_time: 10ms}}}}
workloads: {w: {entry: a.x, arrivals: closed, population: 6, think_time: 40ms}}
""", ("party/a", "response_time", there / rate), ("party/a", "wait_time", there / rate - 0.01))
for servers in (1, 2):
    first, second = closed_kinds([4, 3], [[0.005, 0.01], [0.005, 0.02]], [1, servers], [0.05, 0.1])
    case(f"two kinds of clients, {servers} servers behind", f"""
system: s
services:
  a: {{replicas: 1, workers: 1, discipline: shared, operations: {{x: {{effect: read, service_time: 5ms}}, y: {{effect: read, service_time: 5ms}}}}}}
  b: {{replicas: 1, workers: {servers}, discipline: shared, operations: {{x: {{effect: read, service_time: 10ms}}, y: {{effect: read, service_time: 20ms}}}}}}
links: [{{from: a.x, to: b.x, ENDLESS}}, {{from: a.y, to: b.y, ENDLESS}}]
workloads: {{w: {{entry: a.x, arrivals: closed, population: 4, think_time: 50ms}}, v: {{entry: a.y, arrivals: closed, population: 3, think_time: 100ms}}}}
""", ("workload/w", "carried_rate", first), ("workload/v", "carried_rate", second),
         ("workload/w", "closed_response_time", 4 / first - 0.05))
case("threads held while waiting", """
system: s
services:
  a: {replicas: 1, workers: 2, concurrency: 6, operations: {x: {effect: read, service_time: 5ms}}}
  b: {replicas: 1, workers: 4, operations: {y: {effect: read, service_time: 20ms}}}
links: [{from: a.x, to: b.y, ENDLESS}]
workloads: {w: {entry: a.x, rate: 100/s, peak: 100/s}}
""", ("workload/w", "max_rate", closed(6, [0.005, 0.02], [2, 4])))



def connected(threads, servers, connections, times):
    """Requests over time of so many threads, each at one of the servers or wanting one of the connections."""
    ups = [min(threads - n, servers) / times[0] for n in range(threads)]
    downs = [min(n, connections) / times[1] for n in range(1, threads + 1)]
    return sum(p * up for p, up in zip(birth_death(ups, downs), ups))


for threads, connections in [(2, 1), (3, 2), (6, 2)]:
    case(f"{threads} threads held while {connections} connections are waited for", f"""
system: s
services:
  a: {{replicas: 1, workers: 2, concurrency: {threads}, pools: [{{for: db, max: {connections}}}], operations: {{x: {{effect: read, service_time: 10ms}}}}}}
stores:
  db: {{replicas: 1, partitions: none, service_time: {{read: 10ms}}, workers: 50, replication: none}}
links: [{{from: a.x, to: db, access: read, ENDLESS}}]
workloads: {{w: {{entry: a.x, rate: 10/s, peak: 10/s}}}}
""", ("workload/w", "max_rate", connected(threads, 2, connections, [0.01, 0.01])))


def later(servers, rate, time, limit):
    """The share of M/M/c that takes longer: a wait for some, then a service, integrated over the wait."""
    load = rate * time
    weights = [load ** n / math.factorial(n) for n in range(servers)]
    full = load ** servers / math.factorial(servers) / (1 - load / servers)
    waiting, decay = full / (sum(weights) + full), servers / time - rate
    after = lambda wait: waiting * decay * math.exp(-decay * wait) * math.exp(-(limit - wait) / time)
    return ((1 - waiting) * math.exp(-limit / time) + waiting * math.exp(-decay * limit)
            + integrate.quad(after, 0, limit)[0])


def stormed(rate, threads, time, timeout, attempts):
    """Whether a line stays up whose late answers are asked for again: the least fixed point of the rate exists."""
    total = rate
    for _ in range(5000):
        if total * time >= threads:
            return False
        late = later(threads, total, time, timeout)
        new = rate * sum(late ** n for n in range(attempts))
        if abs(new - total) < 1e-9 * rate:
            return True
        total = new
    return True


def bisected(holds, low, high):
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


held = "services: {a: {replicas: REPLICAS, workers: 8, concurrency: 4, load_balancing: random, mtbf: 100h, mttr: 2h, operations: {x: {effect: read, service_time: 0ms}}}, e: {replicas: 1, workers: 1000, availability: 100%, operations: {y: {effect: read, service_time: 30ms}}}}"
case("threads that an outage of others needs", "system: s\n" + held.replace("REPLICAS", "4") + """
links: [{from: a.x, to: e.y, ENDLESS}]
workloads: {w: {entry: a.x, rate: 380/s, peak: 380/s}}
""", ("party/a", "copies_needed", 3), ("party/a", "replicas_needed", math.ceil(380 * 0.03 / 4 / 0.7)),
     ("workload/w", "availability", 0.98 ** 4 + 4 * 0.98 ** 3 * 0.02, 1e-6))
case("threads that retries fill", "system: s\nclients: {u: {trust: untrusted}}\n" + held.replace("REPLICAS", "1") + """
links: [{from: a.x, to: e.y, ENDLESS}, {from: u, to: a.x, timeout: 100ms, latency: 0ms, retry: {max_attempts: 3, backoff: none}}]
workloads: {w: {client: u, entry: a.x, rate: 80/s, peak: 120/s}}
""", ("workload/w", "safe_rate", 4 / 0.03 / 3), ("workload/w", "vulnerability", 120 * 3 * 0.03 / 4),
     ("workload/w", "max_healthy_rate", bisected(lambda rate: stormed(rate, 4, 0.03, 0.1, 3), 10, 133), 5e-4))
# Down for an hour in a hundred; a minute of it passes until the other one serves, which is down as often.
case("a standby that states its own failover", """
system: s
services:
  a: {replicas: 1, workers: 4, availability: 100%, operations: {x: {effect: read, service_time: 1ms}}}
  b: {replicas: 1, workers: 4, mtbf: 100h, mttr: 1h, operations: {y: {effect: read, service_time: 1ms}}}
  c: {replicas: 1, workers: 4, mtbf: 100h, mttr: 1h, standby_for: b, failover: {mode: active-passive, time: 1min}, operations: {y: {effect: read, service_time: 1ms}}}
links: [{from: a.x, to: b.y, required: true, ENDLESS}]
workloads: {w: {entry: a.x, rate: 10/s, peak: 10/s}}
""", ("workload/w", "availability", 0.99 + 0.01 * 60 / 61 * 0.99))
case("what a full queue keeps of a burst", """
system: s
services:
  a: {replicas: 1, workers: 1000, operations: {x: {effect: create, service_time: 1ms}}}
  c: {replicas: 1, workers: 1, operations: {y: {effect: create, service_time: 10ms}}}
queues: {q: {max_length: 5000, overflow: drop-newest, delivery: at-least-once}}
links: [{from: a.x, to: q}, {from: q, to: c.y}]
workloads: {w: {entry: a.x, rate: 60/s, peak: 60/s, burst: {factor: 5, duration: 60s}}}
""", ("party/q", "burst_backlog", 5000), ("party/q", "drain_time", 5000 / 40), ("party/q", "oldest_age", 50),
     ("party/q", "burst_loss", 7000), ("party/c", "burst_backlog", 5000))

# Sizes

usl = lambda n: 995.648 * n / (1 + 0.0267159 * (n - 1) + 0.00076909 * n * (n - 1))
case("contention and coherency", """
system: s
services:
  a: {replicas: {min: 8, max: 8}, workers: 1, contention: 2.67159%, coherency: 0.00076909, throughput_per_replica: 995.648/s, operations: {x: {effect: read}}}
workloads: {w: {entry: a.x, rate: 1000/s, peak: 5000/s}}
""", ("workload/w", "max_rate", usl(8)), ("party/a", "peak_utilization", 5000 / usl(8)),
     ("party/a", "replicas_needed", next(n for n in range(1, 36) if 0.7 * usl(n) >= 5000)))


def late99(servers, rate):
    return quantile(line(servers, rate, 0.01)["tail"], 0.99, 5)


case("replicas for a promise", """
system: s
services:
  a: {replicas: {min: 1, max: 50}, workers: 1, load_balancing: shared, scaling: {mode: horizontal}, operations: {x: {effect: read, service_time: 10ms}}}
workloads: {w: {entry: a.x, rate: 100/s, peak: 950/s, slo: {latency: {p99: 50ms}}}}
""", ("party/a", "replicas_needed_for_latency", next(c for c in range(10, 20) if late99(c, 950) <= 0.05)),
     ("party/a", "replicas_needed", math.ceil(9.5 / 0.7)))
case("a zone less", """
system: s
services:
  a: {replicas: 6, zones: [a, b, c], workers: 1, operations: {x: {effect: read, service_time: 10ms}}}
workloads: {w: {entry: a.x, rate: 100/s, peak: 350/s}}
""", ("party/a", "utilization_after_zone_loss", 3.5 / 4), ("party/a", "utilization_after_replica_loss", 3.5 / 5))
share = 0.2 + 0.8 / 10
case("a key that a fifth of all ask for", """
system: s
services:
  a: {replicas: 1, workers: 100, operations: {x: {effect: update, service_time: 0ms}}}
stores:
  db: {replicas: 1, partitions: 10, key_skew: {top_share: 20%}, service_time: {write: 10ms}, workers: 1, replication: none}
links: [{from: a.x, to: db, access: write, ENDLESS}]
workloads: {w: {entry: a.x, rate: 200/s, peak: 200/s}}
""", ("workload/w", "max_rate", 100 / share), ("party/db", "utilization", 200 * share * 0.01),
     ("party/db", "wait_time", share * line(1, 200 * share, 0.01)["wait"]
      + (1 - share) * line(1, 200 * 0.8 / 10, 0.01)["wait"]))
case("a burst and what is left of it", """
system: s
services:
  p: {replicas: 1, workers: 1000, operations: {x: {effect: command, service_time: 1ms}}}
  c: {replicas: 1, workers: 1, operations: {y: {effect: command, service_time: 10ms}}}
queues: {q: {partitions: none, max_length: unlimited, retention: 7d}}
links: [{from: p.x, to: q}, {from: q, to: c.y}]
workloads: {w: {entry: p.x, rate: 60/s, peak: 300/s, burst: {factor: 5, ramp: 0s, duration: 60s}}}
""", ("party/q", "burst_backlog", 200 * 60), ("party/q", "drain_time", 200 * 60 / 40), ("party/q", "oldest_age", 120),
     ("party/c", "peak_surplus", 200))
month = 365.25 / 12 * 86400
case("growth by the month", """
system: s
services:
  a: {replicas: 4, workers: 1, operations: {x: {effect: read, service_time: 10ms}}}
workloads: {w: {entry: a.x, rate: 100/s, peak: 200/s, growth: 5%/month}}
""", ("party/a", "runway", math.log(400 / 200) / math.log(1.05) * month),
     ("party/a", "runway_to_target", math.log(280 / 200) / math.log(1.05) * month))

# Availability

case("two of three", one("replicas: 3, redundancy: {need: 2, of: 3}, mtbf: 99h, mttr: 1h, workers: 10", 10),
     ("workload/w", "availability", up(3, 2, 98 / 99), 1e-12),
     ("workload/w", "outage_frequency", 3 * 2 * (98 / 99) * (1 / 99) * (1 / 99) / 3600),
     ("workload/w", "downtime", (1 - up(3, 2, 98 / 99)) * 30 * 86400))
case("as many copies as the load takes", one("replicas: 4, mtbf: 99h, mttr: 1h, workers: 1", 250),
     ("workload/w", "availability", up(4, 3, 98 / 99), 1e-12))
case("a need that two paths share", """
system: s
services:
  a: {replicas: 1, availability: 99.9%, workers: 10, operations: {x: {effect: read, service_time: 10ms}}}
  b: {replicas: 1, availability: 99.9%, workers: 10, operations: {x: {effect: read, service_time: 10ms}}}
  c: {replicas: 1, availability: 99.5%, workers: 10, operations: {x: {effect: read, service_time: 10ms}}}
stores:
  db: {replicas: 1, availability: 99%, replication: none, service_time: {read: 1ms}, workers: 10}
links:
  - {from: a.x, to: b.x, ENDLESS}
  - {from: a.x, to: c.x, ENDLESS}
  - {from: b.x, to: db, access: read, ENDLESS}
  - {from: c.x, to: db, access: read, ENDLESS}
workloads: {w: {entry: a.x, rate: 10/s, peak: 10/s}}
""", ("workload/w", "availability", 0.999 * 0.999 * 0.995 * 0.99, 1e-12))
zones = 0.0
for z in itertools.product((0, 1), repeat=3):
    weight = math.prod(0.99 if x else 0.01 for x in z)
    a = sum(math.prod(98 / 99 if u else 1 / 99 for u in s) for s in itertools.product((0, 1), repeat=3)
            if sum(u * x for u, x in zip(s, z)) >= 2)
    b = sum(math.prod(48 / 49 if u else 1 / 49 for u in s) for s in itertools.product((0, 1), repeat=2)
            if sum(u * x for u, x in zip(s, z)) >= 1)
    zones += weight * a * b
case("zones that two components share", """
system: {name: s, failure_domains: {zone: {availability: 99%, mttr: 1h}}, common_cause: 0%}
services:
  a: {replicas: 3, zones: [k, l, m], redundancy: {need: 2, of: 3}, mtbf: 99h, mttr: 1h, workers: 10, operations: {x: {effect: read, service_time: 10ms}}}
  b: {replicas: 2, zones: [k, l], redundancy: {need: 1, of: 2}, mtbf: 49h, mttr: 1h, workers: 10, operations: {x: {effect: read, service_time: 10ms}}}
links: [{from: a.x, to: b.x, ENDLESS}]
workloads: {w: {entry: a.x, rate: 10/s, peak: 10/s}}
""", ("workload/w", "availability", zones, 1e-12))
case("a cause that strikes both copies", one("replicas: 2, redundancy: {need: 1, of: 2}, mtbf: 99h, mttr: 1h, workers: 10", 10).replace(
    "system: s", "system: {name: s, common_cause: 10%}"),
     ("workload/w", "availability", (1 - 0.1 / 99) * (1 - (0.9 / 99 / (1 - 0.1 / 99)) ** 2), 1e-12))
# What is up is drawn once for each request, what a visit calls by each visit: all ways are counted one by one.
visited = 0.0
for c_up, d_up in itertools.product((0, 1), repeat=2):
    weight = (0.9 if c_up else 0.1) * (0.8 if d_up else 0.2)
    for calls in itertools.product((0, 1), repeat=5):
        chance = math.prod(0.3 if x else 0.7 for x in calls)
        answered = 0.0
        for further in itertools.product((0, 1), repeat=sum(calls)):
            if (c_up or not any(calls)) and (d_up or not any(further)):
                answered += 0.5 ** len(further)
        visited += weight * chance * answered
case("five visits, each with its own luck", """
system: s
services:
  a: {availability: 100%, operations: {x: {effect: read}}}
  b: {availability: 100%, operations: {x: {effect: read}}}
  c: {availability: 90%, operations: {x: {effect: read}}}
  d: {availability: 80%, operations: {x: {effect: read}}}
links:
  - {from: a.x, to: b.x, visits: 5, required: true, ENDLESS}
  - {from: b.x, to: c.x, visits: 0.3, required: true, ENDLESS}
  - {from: c.x, to: d.x, visits: 0.5, required: true, ENDLESS}
workloads: {w: {entry: a.x, rate: 10/s, peak: 10/s}}
""", ("workload/w", "availability", visited, 1e-12))
partitions = 0.0
for state in itertools.product((0, 1), repeat=4):
    weight = math.prod(0.98 if x else 0.02 for x in state)
    # One request in four lists what all partitions have; the others ask the first one.
    partitions += weight * (0.25 * all(state) + 0.75) * state[0]
case("partitions that must all answer", """
system: s
services:
  a: {availability: 100%, operations: {x: {effect: read}, y: {effect: read}}}
stores:
  db: {replicas: 1, partitions: 4, availability: 98%, mttr: 1h, replication: none}
links:
  - {from: a.x, to: db, access: read, required: true, fan_out: one, ENDLESS}
  - {from: a.x, to: a.y, visits: 0.25, required: true, ENDLESS}
  - {from: a.y, to: db, access: read, required: true, fan_out: all-partitions, ENDLESS}
workloads:
  v: {entry: a.y, rate: 10/s, peak: 10/s}
  w: {entry: a.x, rate: 10/s, peak: 10/s}
""", ("workload/v", "availability", 0.98 ** 4, 1e-12), ("workload/w", "availability", partitions, 1e-12),
     ("workload/v", "outage_frequency", 4 * 0.98 ** 3 * 0.02 / 3600))
# The home of the leader is up, down with requests waiting, or down with another copy serving from one of two other zones.
gone, back, over = 0.01 / 0.99 / 60, 1 / 60, 1 / 20
home = np.linalg.lstsq(
    np.vstack([np.array([[-gone, gone, 0], [back, -back - over, over], [back, 0, -back]]).T, np.ones(3)]),
    np.array([0, 0, 0, 1]), rcond=None)[0]
case("a leader whose zone is lost", """
system: {name: s, failure_domains: {zone: {availability: 99%, mttr: 60min}}, common_cause: 0%}
services:
  a: {availability: 100%, operations: {x: {effect: update}}}
stores:
  db: {replicas: 3, zones: [k, l, m], replication: {topology: single-leader, mode: async}, failover: {mode: active-passive, time: 20min}, mtbf: 99h, mttr: 0h}
links: [{from: a.x, to: db, access: write, required: true, ENDLESS}]
workloads: {w: {entry: a.x, rate: 10/s, peak: 10/s}}
""", ("workload/w", "availability", home[0] + home[2] * (1 - 0.01 ** 2), 1e-12),
     ("workload/w", "outage_frequency", 0.01 / 3600, 1e-3))


def main():
    folder = pathlib.Path(__file__).parent
    (folder / "textbook.json").write_text(json.dumps(CASES, indent=1) + "\n")
    for tool in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as scratch:
            for one_case in CASES:
                file = pathlib.Path(scratch) / "case.yaml"
                file.write_text("topolint: 1\n" + one_case["model"] + "\n")
                for figure in one_case["figures"]:
                    subject = f"{figure['subject']}.{figure['figure']}"
                    if figure["table"] == "system":
                        subject = figure["figure"]
                    done = subprocess.run([tool, "explain", subject, str(file)], capture_output=True, text=True)
                    first = (done.stdout or done.stderr).splitlines()[0]
                    print(f"{one_case['name']}: {first} | {figure['value']:.6g}")


if __name__ == "__main__":
    main()
