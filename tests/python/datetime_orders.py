import operator
from datetime import date, datetime, time, timedelta, timezone

utc, east = timezone.utc, timezone(timedelta(hours=2))
kinds = [[timedelta(1), timedelta(hours=24), timedelta(-1), 5], [date(2024, 1, 2), date(2024, 1, 3), datetime(2024, 1, 2), None],
         [time(1), time(1, 0, 1), time(3, tzinfo=east), time(1, tzinfo=utc)],
         [datetime(2024, 1, 2), datetime(2024, 1, 2, 1), datetime(2024, 1, 2, tzinfo=utc), datetime(2024, 1, 2, 2, tzinfo=east)]]
for kind in kinds:
    for a in kind:
        for b in kind:
            answers = []
            for op in (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne):
                try:
                    answers.append(str(op(a, b)))
                except TypeError as e:
                    answers.append(str(e))
            print(a, b, *answers, sep=" | ")
print(max(kinds[0][:3]), min(kinds[1][:2]), sorted(kinds[3][:2], reverse=True)[0])
for wrong in (lambda: datetime(2024, 1, 2) + 5, lambda: 5 * date(2024, 1, 2), lambda: timedelta(1) + "x", lambda: time(1) - time(2), lambda: -time(1),
              lambda: len(timedelta(1)), lambda: date(2024, 1, 2)[0], lambda: timedelta(1).nothing, lambda: [].__getitem__(timedelta(1))):
    try:
        wrong()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(type(timedelta(1)), timedelta.__name__, timedelta.__qualname__, timedelta.__module__)
