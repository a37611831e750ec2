"""Command lines taken apart: what programs of a course ask of CPython's argparse. Help and complaints are worded as there."""
import os
import sys

__all__ = ["ArgumentParser", "ArgumentError", "ArgumentTypeError", "Namespace", "Action", "HelpFormatter", "RawDescriptionHelpFormatter",
           "RawTextHelpFormatter", "ArgumentDefaultsHelpFormatter", "FileType", "SUPPRESS", "OPTIONAL", "ZERO_OR_MORE", "ONE_OR_MORE",
           "REMAINDER", "BooleanOptionalAction"]

SUPPRESS, OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, REMAINDER, PARSER = "==SUPPRESS==", "?", "*", "+", "...", "A..."


class HelpFormatter:
    raw_description = raw_help = shows_defaults = False

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self.width = os.get_terminal_size()[0] - 2 if width is None else width
        self.column = min(max_help_position, max(self.width - 20, 2 * indent_increment))
        own = [name for kind in type(self).__mro__ if kind.__module__ != __name__ for name in vars(kind)]
        if indent_increment != 2 or any(name.startswith("_") and not name.startswith("__") for name in own):
            _unsupported("a help formatter that overrides methods of HelpFormatter or its indent_increment",
                         "The formatters of argparse, combined, and max_help_position and width are.")


class RawDescriptionHelpFormatter(HelpFormatter):
    raw_description = True


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    raw_help = True


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    shows_defaults = True


class ArgumentTypeError(Exception):
    pass


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = None if argument is None else argument._said()
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f"argument {self.argument_name}: {self.message}"


class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        shown = [f"{k}={v!r}" for k, v in self.__dict__.items() if k.isidentifier()]
        others = {k: v for k, v in self.__dict__.items() if not k.isidentifier()}
        return f"{type(self).__name__}({', '.join(shown + [f'**{others!r}'] * bool(others))})"


def _unsupported(what, advice):
    import _network
    _network.unsupported(what, advice)


def FileType(mode="r", bufsize=-1, encoding=None, errors=None):
    return lambda name: open(name, mode, bufsize, encoding, errors)


# ---- what one argument does

class Action:
    takes_value = True

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None,
                 metavar=None, version=None, deprecated=False):
        self.option_strings, self.dest, self.nargs, self.const = list(option_strings), dest, nargs, const
        self.default, self.type, self.choices, self.required = default, type, choices, required
        self.help, self.metavar, self.version, self.deprecated = help, metavar, version, deprecated
        if not self.takes_value:
            self.nargs = 0

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)

    def _said(self):
        if self.option_strings:
            return "/".join(self.option_strings)
        if self.metavar not in (None, SUPPRESS):
            return self.metavar
        return "{" + ",".join(map(str, self.choices)) + "}" if self.choices is not None and self.dest in (None, SUPPRESS) else self.dest

    def _name(self):
        if self.metavar is not None:
            return self.metavar
        if self.choices is not None:
            return "{" + ",".join(str(c) for c in self.choices) + "}"
        return self.dest.upper() if self.option_strings else self.dest

    def _values_text(self):
        if self.nargs == 0:
            return ""
        name = self._name()
        names = name if isinstance(name, tuple) else (name,) * (self.nargs if isinstance(self.nargs, int) else 2)
        if self.nargs is None:
            return names[0]
        if self.nargs == OPTIONAL:
            return f"[{names[0]}]"
        if self.nargs == ZERO_OR_MORE:
            return f"[{names[0]} ...]"
        if self.nargs == ONE_OR_MORE:
            return f"{names[0]} [{names[-1]} ...]"
        if self.nargs == REMAINDER:
            return "..."
        if self.nargs == PARSER:
            return f"{names[0]} ..."
        return " ".join(names)

    def _pattern(self):
        """Of the letters of _Reading.kinds that its values may have, as a regular expression."""
        if self.nargs is None:
            pattern = "-*A-*"
        elif isinstance(self.nargs, int):
            pattern = "-*" + "-*".join("A" * self.nargs) + "-*"
        else:
            pattern = {OPTIONAL: "-*A?-*", ZERO_OR_MORE: "-*[A-]*", ONE_OR_MORE: "-*A[A-]*", REMAINDER: "[-AO]*", PARSER: "-*A[-AO]*"}[self.nargs]
        if self.option_strings:                              # its values end before a "--"
            pattern = pattern.replace("-*", "").replace("-", "")
        return f"({pattern})"


class _Const(Action):
    takes_value = False

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _Append(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), values])


class _Extend(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), *values])


class _AppendConst(_Append):
    takes_value = False

    def __call__(self, parser, namespace, values, option_string=None):
        super().__call__(parser, namespace, self.const, option_string)


class _Count(Action):
    takes_value = False

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Help(Action):
    takes_value = False

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(Action):
    takes_value = False

    def __call__(self, parser, namespace, values, option_string=None):
        print(self.version % {"prog": parser.prog})
        parser.exit()


class BooleanOptionalAction(Action):
    takes_value = False

    def __init__(self, option_strings, dest, **kwargs):
        both = []
        for option in option_strings:
            both.append(option)
            if option.startswith("--"):
                both.append("--no-" + option[2:])
        super().__init__(both, dest, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))


class _Subparsers(Action):
    def __init__(self, prog, dest, required, help, metavar, parser_class):
        super().__init__([], dest, nargs=PARSER, choices={}, required=required, help=help, metavar=metavar)
        self._prog, self._parser_class, self._told = prog, parser_class, []

    def add_parser(self, name, *, help=None, aliases=(), **kwargs):
        if kwargs.get("prog") is None:
            kwargs["prog"] = f"{self._prog} {name}"
        made = self._parser_class(**kwargs)
        for one in (name, *aliases):
            self.choices[one] = made
        if help is not None:
            self._told.append((f"{name} ({', '.join(aliases)})" if aliases else name, help))
        return made

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        inner, unknown = self.choices[name].parse_known_args(rest)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        parser._unknown += unknown


_ACTIONS = {None: Action, "store": Action, "store_const": _Const, "store_true": _Const, "store_false": _Const, "append": _Append,
            "extend": _Extend, "append_const": _AppendConst, "count": _Count, "help": _Help, "version": _Version}


class _Group:
    """Arguments under a heading of the help."""

    def __init__(self, parser, title=None, description=None):
        self._parser, self.title, self.description, self._actions = parser, title, description, []

    def add_argument(self, *names, **kwargs):
        return self._add(self._parser._new_action(*names, **kwargs))

    def _add(self, action):
        self._parser._actions.append(action)
        self._actions.append(action)
        return action

    def add_mutually_exclusive_group(self, *, required=False):
        return self._parser._new_exclusive(self, required)


class _Exclusive:
    """Arguments of which only one may be given. They stand in the help under the heading of `inside`, a _Group or the parser."""

    def __init__(self, parser, inside, required):
        self._parser, self._inside, self.required, self._actions = parser, inside, required, []

    def add_argument(self, *names, **kwargs):
        return self._add(self._parser._new_action(*names, **kwargs))

    def _add(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._actions.append(action)
        return self._inside._add(action)


def _is_number(arg):
    import re
    return re.match(r"^-\d+$|^-\d*\.\d+$", arg) is not None


class _Reading:
    """One command line on its way into a namespace: options one by one, between them as many positional arguments as fit."""

    def __init__(self, parser, args, namespace):
        self.parser, self.args, self.namespace = parser, args, namespace
        self.unknown, self.seen, self.warned = [], [], set()
        self.given = []                                      # seen, with another value than the default
        self.positionals = parser._positionals()
        self.options = {}                                    # by where they stand: what ArgumentParser._option says
        stop = args.index("--") if "--" in args else len(args)
        for at in range(stop):
            option = parser._option(args[at])
            if option is not None:
                self.options[at] = option
        # A letter for each argument: O for an option, A for a value, - for the "--" behind which everything is a value.
        self.kinds = "".join("O" if at in self.options else "A" for at in range(stop)) + ("-" + "A" * (len(args) - stop - 1))[:len(args) - stop]

    def read(self):
        at, last = 0, max(self.options, default=-1)
        while at <= last:
            option = min(place for place in self.options if place >= at)
            if at != option:
                end = self.take_positionals(at)
                if end > at:
                    at = end
                    continue
            self.unknown += self.args[at:option]
            at = self.take_option(option)
        self.unknown += self.args[self.take_positionals(at):]
        self.check()
        return self.unknown

    def take_positionals(self, at):
        """As many of the positional arguments that are left as find their values from `at` on; the first place behind them."""
        import re
        for count in range(len(self.positionals), 0, -1):
            fit = re.match("".join(action._pattern() for action in self.positionals[:count]), self.kinds[at:])
            if fit is None:
                continue
            now, self.positionals = self.positionals[:count], self.positionals[count:]
            for action, kinds in zip(now, fit.groups()):
                values, at = self.args[at:at + len(kinds)], at + len(kinds)
                if values:
                    self.warn(action, action.dest, "argument")
                if action.nargs not in (PARSER, REMAINDER) and "--" in values:
                    values.remove("--")
                self.perform(action, values, None)
            break
        return at

    def take_option(self, at):
        """The option there with its values; the first place behind them. -vx is two options when the first takes no value."""
        action, name, equals, value = self.options[at]
        if action is None:
            self.unknown.append(self.args[at])
            return at + 1
        chain = []
        while value is not None:
            takes = self.count(action, "A")
            if takes == 1:
                self.perform_all(chain + [(action, [value], name)])
                return at + 1
            if takes != 0 or name.startswith("--") or value == "" or equals or value.startswith("-"):
                raise ArgumentError(action, f"ignored explicit argument {value!r}")
            chain.append((action, [], name))
            name, rest = "-" + value[0], value[1:]
            action = next((a for a in self.parser._actions if name in a.option_strings), None)
            if action is None:
                self.unknown.append("-" + value)
                self.perform_all(chain)
                return at + 1
            equals, value = ("=", rest[1:]) if rest.startswith("=") else ("", rest) if rest else (None, None)
        end = at + 1 + self.count(action, self.kinds[at + 1:])
        self.perform_all(chain + [(action, self.args[at + 1:end], name)])
        return end

    @staticmethod
    def count(action, kinds):
        """How many values the action takes."""
        import re
        fit = re.match(action._pattern(), kinds)
        if fit is None:
            number = {None: "one argument", OPTIONAL: "at most one argument", ONE_OR_MORE: "at least one argument"}.get(action.nargs)
            raise ArgumentError(action, "expected " + (number or f"{action.nargs} argument{'s' * (action.nargs != 1)}"))
        return len(fit.group(1))

    def perform_all(self, chain):
        for action, values, name in chain:
            self.warn(action, name, "option")
            self.perform(action, values, name)

    def warn(self, action, name, kind):
        if action.deprecated and name not in self.warned:
            self.warned.add(name)
            print(f"{self.parser.prog}: warning: {kind} {name!r} is deprecated", file=sys.stderr)

    def perform(self, action, values, name):
        self.seen.append(action)
        value = self.parser._values(action, values)
        if value is not action.default:
            self.given.append(action)
            for group in self.parser._exclusive:
                for other in group._actions if action in group._actions else ():
                    if other is not action and other in self.given:
                        raise ArgumentError(action, f"not allowed with argument {other._said()}")
        if value is not SUPPRESS:
            action(self.parser, self.namespace, value, name)

    def check(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(action._said())
            elif isinstance(action.default, str) and getattr(self.namespace, action.dest, None) is action.default:
                setattr(self.namespace, action.dest, self.parser._value(action, action.default))
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(missing)}")
        for group in self.parser._exclusive:
            if group.required and not any(action in self.given for action in group._actions):
                names = " ".join(action._said() for action in group._actions if action.help is not SUPPRESS)
                raise ArgumentError(None, f"one of the arguments {names} is required")


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars="-",
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True,
                 exit_on_error=True):
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage, self.description, self.epilog = usage, description, epilog
        self.formatter_class, self.argument_default, self.exit_on_error = formatter_class, argument_default, exit_on_error
        for name, value, usual in (("prefix_chars", prefix_chars, "-"), ("fromfile_prefix_chars", fromfile_prefix_chars, None),
                                   ("conflict_handler", conflict_handler, "error")):
            if value != usual:
                _unsupported(f"ArgumentParser({name}={value!r})", "Options begin with -, stand on the command line and have names of their own.")
        self._actions, self._defaults, self._unknown, self._exclusive, self._subparsers = [], {}, [], [], None
        self._groups = [_Group(self, "positional arguments"), _Group(self, "options")]
        self.allow_abbrev, self.add_help = allow_abbrev, add_help
        if add_help:
            self.add_argument("-h", "--help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            self._take_over(parent)

    def _take_over(self, parent):
        """What a parent has: its arguments under its headings, which of them exclude each other, its defaults."""
        headings = {group.title: group for group in self._groups}
        for group in parent._groups:
            if group.title not in headings:
                headings[group.title] = self.add_argument_group(group.title, group.description)
        exclusive = {id(group): self._new_exclusive(self, group.required) for group in parent._exclusive}
        for action in parent._actions:
            self._check_conflicts(action)
            self._actions.append(action)
            for group in parent._groups:
                if action in group._actions:
                    headings[group.title]._actions.append(action)
            for group in parent._exclusive:
                if action in group._actions:
                    exclusive[id(group)]._actions.append(action)
        self._defaults.update(parent._defaults)

    # ---- saying what there is

    def _new_action(self, *names, action=None, **kwargs):
        if names and names[0].startswith("-") or len(names) > 1:
            for name in names:
                if not name.startswith("-"):
                    raise ValueError(f"invalid option string {name!r}: must start with a character '-'")
            longest = [n for n in names if n.startswith("--")] or names
            dest = kwargs.pop("dest", None) or longest[0].lstrip("-").replace("-", "_")
            if not dest:
                raise ValueError(f"dest= is required for options like {longest[0]!r}")
        else:
            if "required" in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            if names and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            dest, names = names[0] if names else kwargs.pop("dest"), ()
            nargs = kwargs.get("nargs")
            kwargs["required"] = nargs not in (OPTIONAL, ZERO_OR_MORE) or nargs == ZERO_OR_MORE and "default" not in kwargs
        if action in ("store_true", "store_false"):
            kwargs.setdefault("default", action == "store_false")
            kwargs["const"] = action == "store_true"
        elif action == "version":
            kwargs.setdefault("help", "show program's version number and exit")
            kwargs.setdefault("default", SUPPRESS)
        elif action == "extend":
            kwargs.setdefault("nargs", ONE_OR_MORE)
        kwargs.setdefault("default", self._defaults.get(dest, self.argument_default))
        kind = action if callable(action) else _ACTIONS.get(action)
        if kind is None:
            raise ValueError(f'unknown action "{action}"')
        made = kind(option_strings=list(names), dest=dest, **kwargs)
        if made.type is not None and not callable(made.type):
            raise ValueError(f"{made.type!r} is not callable")
        self._check_conflicts(made)
        return made

    def _check_conflicts(self, action):
        taken = {name for other in self._actions for name in other.option_strings}
        conflict = [name for name in action.option_strings if name in taken]
        if conflict:
            raise ArgumentError(action, f"conflicting option string{'s' * (len(conflict) > 1)}: {', '.join(conflict)}")

    def _add(self, action):
        return self._groups[1 if action.option_strings else 0]._add(action)

    def _new_exclusive(self, inside, required):
        self._exclusive.append(_Exclusive(self, inside, required))
        return self._exclusive[-1]

    def add_argument(self, *names, **kwargs):
        return self._add(self._new_action(*names, **kwargs))

    def add_argument_group(self, title=None, description=None):
        self._groups.append(_Group(self, title, description))
        return self._groups[-1]

    def add_mutually_exclusive_group(self, *, required=False):
        return self._new_exclusive(self, required)

    def add_subparsers(self, *, title=None, description=None, prog=None, dest=SUPPRESS, required=False, help=None, metavar=None,
                       parser_class=None):
        if self._subparsers is not None:
            raise ArgumentError(None, "cannot have multiple subparser arguments")
        if prog is None:
            prog = " ".join([self.prog, *filter(None, (a._values_text() for a in self._positionals()))])
        self._subparsers = _Subparsers(prog, dest, required, help, metavar, parser_class or type(self))
        group = self.add_argument_group(title or "subcommands", description) if title or description else self._groups[0]
        return group._add(self._subparsers)

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def _positionals(self):
        return [a for a in self._actions if not a.option_strings]

    # ---- reading what is given

    def parse_args(self, args=None, namespace=None):
        found, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self._complain(ArgumentError(None, f"unrecognized arguments: {' '.join(unknown)}"))
        return found

    def parse_known_args(self, args=None, namespace=None):
        args = sys.argv[1:] if args is None else list(args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for name, value in self._defaults.items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)
        self._unknown = []                                   # by a subcommand
        try:
            unknown = _Reading(self, args, namespace).read()
        except ArgumentError as e:
            self._complain(e)
        return namespace, unknown + self._unknown

    def _complain(self, error):
        if not self.exit_on_error:
            raise error
        self.error(str(error))

    def parse_intermixed_args(self, args=None, namespace=None):
        _unsupported("parse_intermixed_args", "parse_args takes positional arguments that stand together.")

    parse_known_intermixed_args = parse_intermixed_args

    def _option(self, arg):
        """None: it is no option. Else (action or None when there is none, name, "=" or "" or None, what stands behind it or None)."""
        if not arg.startswith("-"):
            return None
        options = {name: action for action in self._actions for name in action.option_strings}
        if arg in options:
            return options[arg], arg, None, None
        if len(arg) == 1:
            return None
        name, equals, value = arg.partition("=")
        if equals and name in options:
            return options[name], name, equals, value
        fitting = self._options_like(arg, options)
        if len(fitting) > 1:
            raise ArgumentError(None, f"ambiguous option: {arg} could match {', '.join(one[1] for one in fitting)}")
        if fitting:
            return fitting[0]
        if " " in arg or _is_number(arg) and not any(map(_is_number, options)):
            return None
        return None, arg, None, None

    def _options_like(self, arg, options):
        if arg.startswith("--"):
            start, equals, value = arg.partition("=")
            given = (equals, value) if equals else (None, None)
            return [(action, name, *given) for name, action in options.items() if self.allow_abbrev and name.startswith(start)]
        fitting = []
        for name, action in options.items():
            if name == arg[:2]:
                fitting.append((action, name, "", arg[2:]))
            elif name.startswith(arg):
                fitting.append((action, name, None, None))
        return fitting

    def _values(self, action, given):
        if action.nargs == OPTIONAL and not given:
            default = action.const if action.option_strings else action.default
            return self._checked(action, self._value(action, default)) if isinstance(default, str) else default
        if action.nargs == ZERO_OR_MORE and not given and not action.option_strings:
            return given if action.default is None else self._checked(action, action.default)
        if action.nargs in (None, OPTIONAL) and len(given) == 1:
            return self._checked(action, self._value(action, given[0]))
        values = [self._value(action, one) for one in given]
        for value in values[:1] if action.nargs == PARSER else () if action.nargs == REMAINDER else values:
            self._checked(action, value)
        return values

    def _value(self, action, text):
        if action.type is None:
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as e:
            raise ArgumentError(action, str(e))
        except (TypeError, ValueError):
            raise ArgumentError(action, f"invalid {getattr(action.type, '__name__', repr(action.type))} value: {text!r}")

    @staticmethod
    def _checked(action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {', '.join(map(repr, action.choices))})")
        return value

    # ---- telling

    def _formatter(self):
        return self.formatter_class(prog=self.prog)

    def _usage_parts(self):
        """Of the options and of the positional arguments. Those that exclude each other stand in one bracket when they stand side by side."""
        actions = [a for a in self._actions if a.option_strings] + self._positionals()
        parts = [None if a.help is SUPPRESS else self._usage_part(a, not a.required) for a in actions]
        for group in self._exclusive:
            start = actions.index(group._actions[0]) if group._actions else 0
            if not group._actions or actions[start:start + len(group._actions)] != group._actions:
                continue
            shown = [start + i for i, a in enumerate(group._actions) if a.help is not SUPPRESS]
            opening, closing = ("()" if len(shown) > 1 else ("", "")) if group.required else "[]"
            for i in shown:
                text = self._usage_part(actions[i], False)
                if not actions[i].option_strings and text[:1] == "[":
                    text = text[1:-1]
                parts[i] = (opening if i == shown[0] else "") + text + (closing if i == shown[-1] else " |")
        options = sum(1 for a in actions if a.option_strings)
        return [p for p in parts[:options] if p is not None], [p for p in parts[options:] if p is not None]

    @staticmethod
    def _usage_part(action, brackets):
        if not action.option_strings:
            return action._values_text()
        first = " | ".join(action.option_strings) if isinstance(action, BooleanOptionalAction) else action.option_strings[0]
        text = first + (" " + action._values_text() if action._values_text() else "")
        return f"[{text}]" if brackets else text

    def format_usage(self):
        if self.usage is not None:
            return f"usage: {self.usage % {'prog': self.prog}}\n"
        options, positionals = self._usage_parts()
        head = f"usage: {self.prog}"
        line = " ".join([head, *options, *positionals])
        width = self._formatter().width
        if len(line) <= width:
            return line + "\n"
        indent = " " * (len(head) + 1)
        if len(head) > 0.75 * width:
            lines, indent = [head], " " * 7
            lines += _filled(options, indent, indent, width) + _filled(positionals, indent, indent, width)
        elif options:
            lines = _filled(options, head + " ", indent, width) + _filled(positionals, indent, indent, width)
        else:
            lines = _filled(positionals, head + " ", indent, width)
        return "\n".join(lines) + "\n"

    def format_help(self):
        import textwrap
        formatter = self._formatter()
        width = formatter.width
        sections = [self.format_usage()]

        def paragraph(text):
            text = text % {"prog": self.prog} if "%(prog)" in text else text
            return text + "\n" if formatter.raw_description else textwrap.fill(" ".join(text.split()), width) + "\n"

        if self.description:
            sections.append(paragraph(self.description))
        entries = [(g, [e for a in g._actions if a.help != SUPPRESS for e in self._entries(a, formatter)]) for g in self._groups]
        longest = max((len(head) + indent for _, lines in entries for indent, head, _ in lines), default=0)
        column = min(longest + 2, formatter.column)
        for group, lines in entries:
            if not lines and not group.description:
                continue
            text = f"{group.title}:\n"
            if group.description:
                text += textwrap.indent(textwrap.fill(group.description, width - 2), "  ") + "\n\n"
            text += "".join(self._entry_text(indent, head, told, column, formatter) for indent, head, told in lines)
            sections.append(text)
        if self.epilog:
            sections.append(paragraph(self.epilog))
        return "\n".join(sections)

    def _entries(self, action, formatter):
        """(indent, what stands left, the help) of an argument, and of each subcommand below it."""
        values = action._values_text()
        if isinstance(action, _Subparsers):
            head = action._name() if action.metavar is not None else "{" + ",".join(action.choices) + "}"
        elif not action.option_strings:
            head = action._name()
            head = " ".join(head) if isinstance(head, tuple) else head
        else:
            head = ", ".join(action.option_strings) + (" " + values if values else "")
        told = action.help
        if told and formatter.shows_defaults and "%(default)" not in told and action.default is not SUPPRESS and \
                (action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            told += " (default: %(default)s)"
        if told and "%" in told:
            names = {**vars(action), "prog": self.prog}
            if action.choices is not None:
                names["choices"] = ", ".join(map(str, action.choices))
            if hasattr(action.type, "__name__"):
                names["type"] = action.type.__name__
            told = told % names
        entries = [(2, head, told)]
        if isinstance(action, _Subparsers):
            entries += [(4, name, help) for name, help in action._told]
        return entries

    def _entry_text(self, indent, head, told, column, formatter):
        import textwrap
        first = " " * indent + head
        if not told:
            return first + "\n"
        lines = told.splitlines() if formatter.raw_help else textwrap.wrap(" ".join(told.split()), max(formatter.width - column, 11))
        if len(first) <= column - 2:
            text = first.ljust(column) + lines[0] + "\n"
            lines = lines[1:]
        else:
            text = first + "\n"
        return text + "".join(" " * column + line + "\n" for line in lines)

    def print_usage(self, file=None):
        print(self.format_usage(), end="", file=file or sys.stdout)

    def print_help(self, file=None):
        print(self.format_help(), end="", file=file or sys.stdout)

    def exit(self, status=0, message=None):
        if message:
            print(message, end="", file=sys.stderr)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")


def _filled(parts, head, indent, width):
    """The parts in lines that begin with `head`, then with `indent`."""
    lines, line = [], head
    empty = True
    for part in parts:
        if not empty and len(line) + 1 + len(part) > width:
            lines.append(line)
            line, empty = indent, True
        line += part if empty else " " + part
        empty = False
    return lines if empty else lines + [line]
