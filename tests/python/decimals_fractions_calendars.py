# Numbers of ten digits and of two integers, and months as tables.
import decimal, fractions, calendar, shutil, tempfile
from decimal import Decimal as D, getcontext, localcontext, ROUND_HALF_UP
print(D("0.1")+D("0.2"), D(1)/D(3), D("2.675").quantize(D("0.01"),rounding=ROUND_HALF_UP), D(2).sqrt(), D("1e3"), f"{D('1234567.891'):,.2f}", D(1.1), sum([D("1.10")]*3), D("3.0")==3, hash(D(3))==hash(3), round(D("2.5")), D("-0"), D(10)**-2, D("NaN"))
with localcontext() as c:
    c.prec = 5
    print(D(1)/D(7), getcontext())
try: D("x")
except decimal.InvalidOperation as e: print(repr(e))
try: D(1)/0
except ZeroDivisionError as e: print(repr(e))
print(D(2).ln(), D(2).exp(), D("100").log10(), D("1.5").as_tuple(), D("1.25").as_integer_ratio(), max(D(1),D(2)), D("7")//2, D("-7")%3, divmod(D(7),2))
from fractions import Fraction as F
print(F(1,3)+F(1,6), F("0.75"), F(0.5), float(F(1,3)), F(22,7).limit_denominator(5), F(3,4)**2, repr(F(-1,2)), F(1,2)<0.6, sum([F(1,3)]*3), f"{F(1,3):.3f}")
print(calendar.month(2026,2)); print(calendar.isleap(2024), calendar.monthrange(2026,2), calendar.day_name[0]); print(calendar.TextCalendar(6).formatmonth(2026,1))
print(shutil.get_terminal_size())
