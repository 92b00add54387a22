"""Expected values of BeliefTests.swift: quantiles of fitted distributions. Needs scipy; not needed to run the tests."""

from math import log, exp, sqrt

from scipy.optimize import brentq
from scipy.special import expit, logit
from scipy.stats import beta, norm, truncnorm, spearmanr

SHARES = [0.01, 0.1, 0.5, 0.9, 0.99]
Z = norm.ppf(0.95)


def row(name, quantile):
    print(f"{name:28}", ", ".join(f"{quantile(p):.12g}" for p in SHARES))


def lognormal(low, high):
    mean, deviation = (log(low) + log(high)) / 2, log(high / low) / (2 * Z)
    row(f"lognormal {low}..{high}", lambda p: exp(mean + deviation * norm.ppf(p)))


def logit_normal(low, high):
    mean, deviation = (logit(low) + logit(high)) / 2, (logit(high) - logit(low)) / (2 * Z)
    row(f"logit-normal {low}..{high}", lambda p: expit(mean + deviation * norm.ppf(p)))


def normal(low, high):
    mean, deviation = (low + high) / 2, (high - low) / (2 * Z)
    row(f"normal {low}..{high}", lambda p: truncnorm.ppf(p, -mean / deviation, float("inf"), mean, deviation))


def pert(low, mode, high):
    """The beta distribution on [a, b] with alpha = 1 + 4 (m - a) / (b - a) whose 5 % and 95 % points are given."""

    def ends(position):
        shape = beta(1 + 4 * position, 5 - 4 * position)
        return shape.ppf(0.05), shape.ppf(0.95)

    def gap(position):
        u5, u95 = ends(position)
        return (u95 - position) * (mode - low) - (position - u5) * (high - mode)

    position = brentq(gap, 0, 1, xtol=1e-15)
    u5, u95 = ends(position)
    width = (high - low) / (u95 - u5)
    shape = beta(1 + 4 * position, 5 - 4 * position, mode - position * width, width)
    row(f"pert {low}, {mode}, {high}", shape.ppf)


lognormal(200, 800)
lognormal(0.001, 0.05)
logit_normal(0.8, 0.95)
logit_normal(0.999, 0.9999)
normal(10, 20)
normal(0, 10)
pert(10, 12, 20)
pert(10, 15, 20)
pert(10, 10, 20)
pert(0, 2, 10)
print("beta(2, 4)", [f"{beta(2, 4).cdf(x):.15g}" for x in (0.1, 0.5, 0.9)], f"{beta(1.5, 4.5).ppf(0.05):.15g}")
print("normal quantiles", [f"{norm.ppf(p):.15g}" for p in (1e-10, 0.001, 0.3, 0.975)])
print("spearman", spearmanr([1, 2, 3, 4, 5, 6], [2, 1, 4, 4, 9, 7]).statistic)
