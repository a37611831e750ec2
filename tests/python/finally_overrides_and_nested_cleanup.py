log = []
def f():
    try:
        log.append("try")
        try:
            raise ValueError("inner")
        finally:
            log.append("inner finally")
    except ValueError:
        log.append("caught")
        return "from except"
    finally:
        log.append("outer finally")
print(f(), log)
def g():
    while True:
        try:
            return 1
        finally:
            break
    return 2
print(g())
