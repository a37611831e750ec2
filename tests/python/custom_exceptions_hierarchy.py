class AppError(Exception):
    def __init__(self, message, *, code=0):
        super().__init__(message)
        self.code = code
    def __str__(self): return f"[{self.code}] {super().__str__()}"
class NotFound(AppError): pass
for exc in (AppError("a"), NotFound("b", code=404), ValueError("c")):
    try:
        raise exc
    except NotFound as e: print("NF", e, e.code)
    except AppError as e: print("App", e)
    except (ValueError, TypeError) as e: print("V", repr(e))
