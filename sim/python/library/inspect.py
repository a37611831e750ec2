"""Looking at functions, classes and coroutines."""
import sys
import types
import functools
from collections import namedtuple

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 16, 32, 128, 256, 512
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"


class _empty:
    """Marks what is not there."""


def isclass(object):
    return isinstance(object, type)


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or isinstance(
        object, (types.MethodDescriptorType, types.WrapperDescriptorType, types.MethodWrapperType))


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    if isinstance(object, types.GeneratorType) and object.gi_code.co_flags & CO_ITERABLE_COROUTINE:
        return True
    return isinstance(object, types.CoroutineType) or hasattr(type(object), "__await__")


def istraceback(object):
    return isinstance(object, types.TracebackType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", ()))


def isdatadescriptor(object):
    return not isclass(object) and not ismethod(object) and not isfunction(object) and (
        hasattr(type(object), "__set__") or hasattr(type(object), "__delete__"))


def ismethoddescriptor(object):
    return not (isclass(object) or ismethod(object) or isfunction(object)) and hasattr(type(object), "__get__") and not hasattr(type(object), "__set__")


def _has_flag(f, flag):
    while True:
        if ismethod(f):
            f = f.__func__
        elif isinstance(f, functools.partial):
            f = f.func
        else:
            break
    return isfunction(f) and hasattr(f, "__code__") and bool(f.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    if _has_flag(obj, CO_COROUTINE) or getattr(obj, "_is_coroutine_mark", None) is _coroutine_mark:
        return True
    return "asyncio" in sys.modules and sys.modules["asyncio"].iscoroutinefunction(obj)       # asyncio's own have no code to look at


def isasyncgenfunction(obj):
    return _has_flag(obj, CO_ASYNC_GENERATOR)


_coroutine_mark = object()


def markcoroutinefunction(func):
    getattr(func, "__func__", func)._is_coroutine_mark = _coroutine_mark
    return func


def _state(running, frame, suspended, names):
    return names[1] if running else names[3] if frame is None else names[2] if suspended else names[0]


def getcoroutinestate(coroutine):
    return _state(coroutine.cr_running, coroutine.cr_frame, coroutine.cr_suspended, (CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED))


def getgeneratorstate(generator):
    return _state(generator.gi_running, generator.gi_frame, generator.gi_suspended, (GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED))


def isframe(object):
    return isinstance(object, types.FrameType)


def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    return {} if generator.gi_frame is None else generator.gi_frame.f_locals


def getcoroutinelocals(coroutine):
    return {} if coroutine.cr_frame is None else coroutine.cr_frame.f_locals


def getasyncgenlocals(agen):
    return {} if agen.ag_frame is None else agen.ag_frame.f_locals


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop and stop(func)):
        func = func.__wrapped__
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object):
    return sys.modules.get(getattr(object, "__module__", None))


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = getattr(object, "__code__", None)
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    return object if iscode(object) else None


def getfile(object):
    code = _code_of(object)
    if code is not None:
        return code.co_filename
    if not ismodule(object) and not isclass(object):
        raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got " + type(object).__name__)
    file = getattr(object if ismodule(object) else sys.modules.get(object.__module__), "__file__", None)
    if file:
        return file
    if isclass(object) and object.__module__ == "__main__":
        raise OSError("source code not available")
    raise TypeError(f"{object!r} is a built-in {'module' if ismodule(object) else 'class'}")


getsourcefile = getfile


class _LogicalLine:
    """Brackets, strings and a backslash at the end make it go on over several lines of the text."""

    def __init__(self, lines, first):
        text = lines[first]
        self.column, self.last = len(text) - len(text.lstrip()), first
        self.words = text.split()
        self.is_code = bool(self.words) and not self.words[0].startswith("#")
        if self.is_code:
            self._find_end(lines)

    def _find_end(self, lines):
        text, at, depth, quote = lines[self.last], 0, 0, ""
        while True:
            if at >= len(text):
                if self.last + 1 == len(lines) or not (depth or len(quote) == 3 or text.endswith("\\\n")):
                    return
                self.last += 1
                text, at = lines[self.last], 0
            elif text[at] == "\\":
                at += 2
            elif quote:
                at, quote = (at + len(quote), "") if text.startswith(quote, at) else (at + 1, quote)
            elif text[at] in "\"'":
                quote = text[at] * 3 if text.startswith(text[at] * 3, at) else text[at]
                at += len(quote)
            elif text[at] == "#":
                at = len(text)
            else:
                depth += (text[at] in "([{") - (text[at] in ")]}")
                at += 1


def getblock(lines):
    base = body = None            # columns of what begins the block, and of what is in it
    begun, at, last = False, 0, 0
    while at < len(lines):
        line = _LogicalLine(lines, at)
        at = line.last + 1
        if not line.is_code:
            if line.words and body is not None and line.column >= body:
                last = line.last
            continue
        if base is None:
            base = line.column
        if begun and line.column <= base:
            break
        if begun and body is None:
            body = line.column
        last = line.last
        if not begun and not line.words[0].startswith("@"):
            begun = True
            if line.words[0] not in ("def", "class", "async"):
                break
    return lines[:last + 1]


def findsource(object):
    code = _code_of(object)
    file = getfile(object)
    text = sys._source_text(file if code is None else code)
    if not text:
        raise OSError("could not get source code")
    lines = text.splitlines(True)
    if not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if ismodule(object):
        return lines, 0
    first = code.co_firstlineno if code is not None else vars(object).get("__firstlineno__")
    if first is None:
        raise OSError("source code not available")
    return lines, first - 1


def getsourcelines(object):
    object = unwrap(object)
    lines, first = findsource(object)
    code = _code_of(object)
    if ismodule(object) or code is not None and code.co_name == "<module>":
        return lines, 0
    return getblock(lines[first:]), first + 1


def getsource(object):
    return "".join(getsourcelines(object)[0])


def getmro(cls):
    return cls.__mro__


def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return sorted(found, key=lambda pair: pair[0])


def getattr_static(obj, attr, default=_empty):
    for holder in [obj, *type(obj).__mro__]:
        if attr in getattr(holder, "__dict__", {}):
            return holder.__dict__[attr]
    if default is _empty:
        raise AttributeError(attr)
    return default


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    found = dict(obj.__dict__.get("__annotations__", {}) if isclass(obj) else getattr(obj, "__annotations__", None) or {})
    if eval_str:
        names = globals if globals is not None else getattr(obj, "__globals__", {})
        found = {k: eval(v, names, locals) if isinstance(v, str) else v for k, v in found.items()}
    return found


def currentframe():
    return sys._getframe(1)


Traceback = namedtuple("Traceback", "filename lineno function code_context index")
FrameInfo = namedtuple("FrameInfo", "frame filename lineno function code_context index")


def getframeinfo(frame, context=1):
    if istraceback(frame):
        frame, lineno = frame.tb_frame, frame.tb_lineno
    else:
        lineno = frame.f_lineno
    if not isframe(frame):
        raise TypeError(f"{frame!r} is not a frame or traceback object")
    filename = frame.f_code.co_filename
    line = sys._source_line(filename, lineno)
    return Traceback(filename, lineno, frame.f_code.co_name, [line + "\n"] if line and context > 0 else None, 0 if line and context > 0 else None)


def getouterframes(frame, context=1):
    found = []
    while frame is not None:
        if not frame.f_code.co_filename.startswith("<frozen "):
            found.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    found = []
    while tb is not None:
        found.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return found


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    exc = sys.exception()
    return getinnerframes(exc.__traceback__ if exc else None, context)


class _ParameterKind(int):
    def __new__(cls, number, name, description):
        made = int.__new__(cls, number)
        made.name, made.description = name, description
        return made

    def __str__(self):
        return self.name

    __repr__ = __str__


_KINDS = [_ParameterKind(*k) for k in ((0, "POSITIONAL_ONLY", "positional-only"), (1, "POSITIONAL_OR_KEYWORD", "positional or keyword"),
                                       (2, "VAR_POSITIONAL", "variadic positional"), (3, "KEYWORD_ONLY", "keyword-only"),
                                       (4, "VAR_KEYWORD", "variadic keyword"))]


def formatannotation(annotation):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation.__qualname__ if annotation.__module__ == "builtins" else f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)


class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _KINDS
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, _KINDS[kind], default, annotation

    def replace(self, *, name=None, kind=None, default=_empty, annotation=_empty):
        return Parameter(name or self.name, self.kind if kind is None else kind, default=self.default if default is _empty else default,
                         annotation=self.annotation if annotation is _empty else annotation)

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += ": " + formatannotation(self.annotation)
        if self.default is not _empty:
            text += (" = " if self.annotation is not _empty else "=") + repr(self.default)
        return {self.VAR_POSITIONAL: "*", self.VAR_KEYWORD: "**"}.get(self.kind, "") + text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        return isinstance(other, Parameter) and (self.name, self.kind, self.default, self.annotation) == (
            other.name, other.kind, other.default, other.annotation)

    def __hash__(self):
        return hash((self.name, self.kind))


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    @property
    def args(self):
        found = []
        for name, p in self.signature.parameters.items():
            if p.kind in (Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD) or name not in self.arguments:
                break
            if p.kind == Parameter.VAR_POSITIONAL:
                found.extend(self.arguments[name])
            else:
                found.append(self.arguments[name])
        return tuple(found)

    @property
    def kwargs(self):
        found, by_name = {}, False
        for name, p in self.signature.parameters.items():
            if p.kind in (Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD) or name not in self.arguments:
                by_name = True
            if by_name and name in self.arguments:
                if p.kind == Parameter.VAR_KEYWORD:
                    found.update(self.arguments[name])
                else:
                    found[name] = self.arguments[name]
        return found

    def apply_defaults(self):
        full = {}
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                full[name] = self.arguments[name]
            elif p.default is not _empty:
                full[name] = p.default
            elif p.kind == Parameter.VAR_POSITIONAL:
                full[name] = ()
            elif p.kind == Parameter.VAR_KEYWORD:
                full[name] = {}
        self.arguments = full

    def __repr__(self):
        return f"<BoundArguments ({', '.join(f'{k}={v!r}' for k, v in self.arguments.items())})>"


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = types.MappingProxyType({p.name: p for p in parameters or ()})
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **kwargs):
        return signature(obj)

    def replace(self, *, parameters=_empty, return_annotation=_empty):
        return Signature(self.parameters.values() if parameters is _empty else parameters,
                         return_annotation=self.return_annotation if return_annotation is _empty else return_annotation)

    def _bind(self, args, kwargs, partial):
        arguments, args, kwargs = {}, list(args), dict(kwargs)
        misplaced, by_position = [], True      # as far as CPython's first loop goes, which alone names the kind of what is missing
        for name, p in self.parameters.items():
            if p.kind == Parameter.VAR_POSITIONAL:
                arguments[name], args, by_position = tuple(args), [], False
            elif p.kind == Parameter.VAR_KEYWORD:
                arguments[name], kwargs = kwargs, {}
            elif args:
                if p.kind == Parameter.KEYWORD_ONLY:
                    raise TypeError("too many positional arguments")
                if name in kwargs and p.kind != Parameter.POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = args.pop(0)
            elif name in kwargs and by_position and p.kind == Parameter.POSITIONAL_ONLY:
                misplaced.append(name)
            elif name in kwargs:
                arguments[name], by_position = kwargs.pop(name), False
            elif p.default is _empty and not partial:
                kind = " keyword-only" if by_position and p.kind == Parameter.KEYWORD_ONLY else ""
                raise TypeError(f"missing a required{kind} argument: {name!r}")
            else:
                by_position = False
        if args:
            raise TypeError("too many positional arguments")
        if kwargs and misplaced:
            raise TypeError(f"got some positional-only arguments passed as keyword arguments: {', '.join(misplaced)!r}")
        if kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, {k: v for k, v in arguments.items() if v or self.parameters[k].kind not in (2, 4)})

    def bind(self, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __str__(self):
        parts, positional_only, starred = [], False, False
        for p in self.parameters.values():
            if positional_only and p.kind != Parameter.POSITIONAL_ONLY:
                parts.append("/")
                positional_only = False
            positional_only = positional_only or p.kind == Parameter.POSITIONAL_ONLY
            if p.kind == Parameter.VAR_POSITIONAL:
                starred = True
            elif p.kind == Parameter.KEYWORD_ONLY and not starred:
                parts.append("*")
                starred = True
            parts.append(str(p))
        if positional_only:
            parts.append("/")
        text = f"({', '.join(parts)})"
        return text if self.return_annotation is _empty else f"{text} -> {formatannotation(self.return_annotation)}"

    def __repr__(self):
        return f"<Signature {self}>"

    def __eq__(self, other):
        return isinstance(other, Signature) and list(self.parameters.values()) == list(other.parameters.values()) \
            and self.return_annotation == other.return_annotation

    def __hash__(self):
        return hash(tuple(self.parameters))


def _of_function(f):
    code = f.__code__
    names = code.co_varnames
    annotations = getattr(f, "__annotations__", None) or {}
    count, keyword_only = code.co_argcount, code.co_kwonlyargcount
    defaults = f.__defaults__ or ()
    kwdefaults = f.__kwdefaults__ or {}
    parameters = []
    for i, name in enumerate(names[:count]):
        kind = 0 if i < code.co_posonlyargcount else 1
        at = i - (count - len(defaults))
        parameters.append(Parameter(name, kind, default=defaults[at] if at >= 0 else _empty, annotation=annotations.get(name, _empty)))
    next_name = count + keyword_only
    if code.co_flags & CO_VARARGS:
        parameters.append(Parameter(names[next_name], 2, annotation=annotations.get(names[next_name], _empty)))
        next_name += 1
    for name in names[count:count + keyword_only]:
        parameters.append(Parameter(name, 3, default=kwdefaults.get(name, _empty), annotation=annotations.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        parameters.append(Parameter(names[next_name], 4, annotation=annotations.get(names[next_name], _empty)))
    return Signature(parameters, return_annotation=annotations.get("return", _empty))


_TEXTS = {print: "(*args, sep=' ', end='\\n', file=None, flush=False)", sorted: "(iterable, /, *, key=None, reverse=False)",
          list: "(iterable=(), /)", tuple: "(iterable=(), /)", enumerate: "(iterable, start=0)", zip: "(*iterables, strict=False)",
          map: "(function, iterable, /, *iterables)"}
_OF_ASYNCIO = {"Queue": "(maxsize=0)", "LifoQueue": "(maxsize=0)", "PriorityQueue": "(maxsize=0)", "Lock": "()", "Event": "()",
               "Condition": "(lock=None)", "Semaphore": "(value=1)", "BoundedSemaphore": "(value=1)", "Barrier": "(parties)",
               "Task": "(coro, *, loop=None, name=None, context=None, eager_start=False)", "Future": "(*, loop=None)"}
_WITHOUT = [iter, next, getattr, min, max, dir, vars]         # CPython, too, tells nothing of these


def _of_builtin(f):
    text = _TEXTS.get(f) or sys._text_signature(f) or getattr(f, "__text_signature__", None)
    if isclass(f) and f.__module__.lstrip("_").startswith("asyncio"):
        text = _OF_ASYNCIO.get(f.__name__)
    if text is None or f in _WITHOUT:
        raise ValueError(f"no signature found for builtin {'type ' if isclass(f) else ''}{f!r}")
    names = {}
    exec(f"def f{text}: pass", names)
    found = _of_function(names["f"])
    of = getattr(f, "__self__", None)
    return found if of is None or isclass(of) or ismodule(of) else _without_first(found)


def _without_first(s):
    parameters = list(s.parameters.values())
    if parameters and parameters[0].kind in (0, 1):
        parameters = parameters[1:]
    return s.replace(parameters=parameters)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if ismethod(obj):
        return _without_first(signature(obj.__func__))
    if follow_wrapped and hasattr(obj, "__wrapped__"):
        return signature(unwrap(obj, stop=lambda f: hasattr(f, "__signature__")))
    if hasattr(obj, "__signature__") and isinstance(obj.__signature__, Signature):
        return obj.__signature__
    if isfunction(obj):
        return _of_function(obj) if hasattr(obj, "__code__") else _of_builtin(obj)
    if isinstance(obj, functools.partial):
        inner = signature(obj.func)
        bound = inner.bind_partial(*obj.args, **obj.keywords)
        parameters = []
        keyword_only = False
        for name, p in inner.parameters.items():
            if name in obj.keywords:
                keyword_only = True
                parameters.append(p.replace(kind=3, default=obj.keywords[name]))
            elif name not in bound.arguments or p.kind in (2, 4):
                parameters.append(p.replace(kind=3) if keyword_only and p.kind == 1 else p)
        return inner.replace(parameters=parameters)
    if isclass(obj):
        call = type(obj).__call__
        if isfunction(call):
            return _without_first(_of_function(call))
        for name in ("__init__", "__new__"):
            for base in obj.__mro__:
                method = base.__dict__.get(name)
                if method is not None and base is not object:
                    method = getattr(method, "__func__", method)
                    if isfunction(method):
                        return _without_first(signature(method))
        if obj.__module__.lstrip("_").startswith(("builtins", "asyncio")) and obj is not object:
            return _of_builtin(obj)
        if obj.__init__ is object.__init__:
            return Signature()
    elif isbuiltin(obj) or ismethoddescriptor(obj):
        return _of_builtin(obj)
    elif isfunction(getattr(type(obj), "__call__", None)):
        return _without_first(signature(type(obj).__call__))
    raise ValueError(f"no signature found for builtin {obj!r}")


def getcallargs(func, /, *positional, **named):
    """What each parameter would be in that call: a function of the same parameters is called, and tells."""
    if ismethod(func):
        func, positional = func.__func__, (func.__self__, *positional)
    spec = getfullargspec(func)
    bare = Signature([p.replace(default=p.empty if p.default is p.empty else None, annotation=p.empty)
                      for p in signature(func).parameters.values()])
    made = {}
    exec(f"def same{bare}: return locals()", made)
    same = made["same"]
    same.__qualname__, same.__defaults__, same.__kwdefaults__ = func.__name__, func.__defaults__, func.__kwdefaults__
    values = same(*positional, **named)
    order = [*spec.args[:len(positional)], *filter(None, (spec.varargs, spec.varkw)), *(name for name in named if name in values), *values]
    return {name: values[name] for name in order}


FullArgSpec = namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")


def getfullargspec(func):
    s = signature(func)
    kinds = {k: [p for p in s.parameters.values() if p.kind == k] for k in range(5)}
    args = kinds[0] + kinds[1]
    annotations = getattr(func, "__annotations__", {})
    returned = {"return": annotations["return"]} if "return" in annotations else {}
    return FullArgSpec(
        [p.name for p in args], kinds[2][0].name if kinds[2] else None, kinds[4][0].name if kinds[4] else None,
        tuple(p.default for p in args if p.default is not _empty) or None, [p.name for p in kinds[3]],
        {p.name: p.default for p in kinds[3] if p.default is not _empty} or None, returned | annotations)
