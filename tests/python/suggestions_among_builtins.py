"""Of names that are equally near to a misspelt one the first is suggested: locals, then globals, then the built-in ones in CPython's order."""
import builtins
import traceback

sett = 1


def suggested(name, len_=2):
    try:
        eval(name, globals(), locals())
    except NameError as e:
        print(list(traceback.TracebackException.from_exception(e).format_exception_only())[-1].strip())


for name in ("st", "ste", "lis", "mab", "sorte", "sum_", "mn", "anex", "ite", "nex", "dic", "bol", "floa", "prin", "ope", "len__", "TypeErro", "Valueerror"):
    suggested(name)
print([name for name in vars(builtins) if not name.startswith("_") and name not in ("quit", "exit", "copyright", "credits", "license", "help")])
