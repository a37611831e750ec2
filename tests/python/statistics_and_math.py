import statistics as st, math
print(st.mean([1, 2, 3, 4]), st.median([3, 1, 2]), st.stdev([1, 2, 3, 4]), st.mode("aab"), st.pstdev([1, 2]), st.fmean([1, 2]), st.quantiles([1, 2, 3, 4, 5], n=4), st.variance([1, 5]))
print(math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.gcd(12, 18), math.factorial(20), math.pi, math.isclose(0.1 + 0.2, 0.3), math.log(8, 2), math.hypot(3, 4), math.comb(5, 2), math.inf, math.trunc(2.7), math.prod([1, 2, 3]), math.isqrt(17), math.exp(1), math.sin(1), math.fsum([0.1] * 10))
try:
    math.sqrt(-1)
except ValueError as e:
    print(e)
