"""Expected values of GrowthTests.swift. Needs nothing but Python; not needed to run the tests."""

from math import log

DAYS = 30.4375

print("months until four times the load at 5 % a month", log(4) / log(1.05))
print("months until 70 % from 25 %", log(0.7 / 0.25) / log(1.05))
print("months until eight times the load", log(8) / log(1.05))
print("bytes a day of 3e9 bytes at 10 % a month", 3e9 * (1.1 ** (1 / DAYS) - 1))
print("months until four times the data at 10 % a month", log(4) / log(1.1))
