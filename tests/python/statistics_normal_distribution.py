# statistics.NormalDist and ranked correlation.
from statistics import NormalDist, StatisticsError, correlation

iq = NormalDist(100, 15)
print(iq, iq.cdf(120), iq.pdf(100), iq.inv_cdf(0.9), iq.zscore(130), iq.mean, iq.median, iq.mode, iq.stdev, iq.variance)
print(iq.quantiles(), iq.quantiles(n=10))
print([iq.inv_cdf(p) for p in (1e-300, 1e-20, 1e-9, 0.001, 0.07, 0.08, 0.5, 0.77, 0.93, 1 - 1e-9)])
print(iq.overlap(NormalDist(110, 10)), iq.overlap(NormalDist(90, 15)), iq.overlap(iq))
print(iq + 5, iq - 5, 5 - iq, iq * 2, 2 * iq, iq / 4, -iq, +iq, iq + NormalDist(1, 8), iq - NormalDist(1, 8))
print(NormalDist.from_samples([2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]), iq == NormalDist(100.0, 15.0), hash(iq) == hash(NormalDist(100, 15)), iq == 5)
print(iq.samples(4, seed=7), NormalDist().samples(2, seed="x"))
for fails in (lambda: NormalDist(0, -1), lambda: NormalDist(0, 0).pdf(0), lambda: NormalDist(0, 0).cdf(0), lambda: iq.inv_cdf(1), lambda: iq.overlap(3)):
    try:
        print(fails())
    except (StatisticsError, TypeError) as e:
        print(type(e).__name__, e)
print(correlation([1, 2, 3, 4], [1, 4, 9, 16]), correlation([1, 2, 3, 4], [1, 4, 9, 16], method="ranked"), correlation([3, 1, 2, 2], [1, 5, 5, 2], method="ranked"))
