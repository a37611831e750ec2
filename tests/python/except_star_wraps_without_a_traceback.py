# except* around an error that is no group: what it is wrapped in has no traceback of this frame.
import traceback
def f(how):
    try:
        raise KeyError('k')
    except* KeyError as e:
        print(e.__traceback__ and e.__traceback__.tb_lineno)
        if how == 1: raise
        if how == 2: raise e
        if how == 3: raise ValueError(1)
def g(how):
    f(how)
for h in (1, 2, 3):
    try: g(h)
    except BaseException: traceback.print_exc()
def k():
    try:
        1/0
    except* ValueError: pass
try: k()
except BaseException: traceback.print_exc()
def m():
    try: raise ExceptionGroup('x', [ValueError(1), KeyError(2)])
    except* ValueError as e:
        print(e.__traceback__.tb_lineno); raise
try: m()
except BaseException: traceback.print_exc()
m()
