"""Reference values for the availability tests: numpy and scipy, by enumeration and by solving balance equations.

Not needed to run the tests. `python3 availability.py` prints every value with the test that uses it.
"""

import itertools

import numpy as np
from scipy.stats import binom


def zones(copies, need, up, zone_up):
    """Availability of `need` out of all copies, `copies` of them in each zone, over all states of zones and copies."""
    total = 0.0
    for state in itertools.product([0, 1], repeat=len(copies)):
        chance = np.prod([zone_up if s else 1 - zone_up for s in state])
        left = sum(c for c, s in zip(copies, state) if s)
        total += chance * binom.sf(need - 1, left, up)
    return total


def standby(copies, need, mtbf, mttr, takeover):
    """One copy serves; when it fails another that is up takes over after `takeover`, or it is repaired first.

    States: (copies up, whether one serves). The generator matrix is solved as a linear system.
    Returns the availability and the frequency with which serving by at least `need` copies ends.
    """
    failure, repair = 1 / (mtbf - mttr), 1 / mttr
    states = [(up, True) for up in range(1, copies + 1)] + [(up, False) for up in range(copies)]
    index = {state: i for i, state in enumerate(states)}
    generator = np.zeros((len(states), len(states)))

    def go(source, target, rate):
        generator[index[source], index[target]] += rate
        generator[index[source], index[source]] -= rate

    for up in range(1, copies + 1):
        go((up, True), (up - 1, False), failure)
        if up > 1:
            go((up, True), (up - 1, True), (up - 1) * failure)
        if up < copies:
            go((up, True), (up + 1, True), (copies - up) * repair)
    for up in range(copies):
        go((up, False), (up + 1, True), repair)
        if up > 0:
            go((up, False), (up - 1, False), up * failure)
            go((up, False), (up, True), 1 / takeover)
        if up < copies - 1:
            go((up, False), (up + 1, False), (copies - up - 1) * repair)
    system = np.vstack([generator.T, np.ones(len(states))])
    shares = np.linalg.lstsq(system, np.append(np.zeros(len(states)), 1), rcond=None)[0]
    serves = [s and up >= need for up, s in states]
    ends = sum(
        shares[i] * generator[i, j]
        for i in range(len(states)) for j in range(len(states)) if serves[i] and not serves[j])
    return sum(x for x, s in zip(shares, serves) if s), ends


print("RedundancyTests.aThousandCopies", repr(binom.sf(989, 1000, 0.99)))
print("RedundancyTests.aZoneWithTheMajorityIsNoGain, 3+2", repr(1 - zones([3, 2], 3, 0.995, 0.999)))
print("RedundancyTests.aZoneWithTheMajorityIsNoGain, 2+2+1", repr(1 - zones([2, 2, 1], 3, 0.995, 0.999)))
for copies, need, takeover in [(2, 1, 60), (3, 1, 60), (3, 2, 300), (5, 3, 30)]:
    print("StandbyTests", copies, need, takeover, *map(repr, standby(copies, need, 30 * 86400, 4 * 3600, takeover)))
