"""Command lines taken apart: what programs of a course ask of CPython's argparse. Help and complaints are worded as there."""
import os
import sys

__all__ = ["ArgumentParser", "ArgumentError", "ArgumentTypeError", "Namespace", "Action", "HelpFormatter", "RawDescriptionHelpFormatter",
           "RawTextHelpFormatter", "ArgumentDefaultsHelpFormatter", "FileType", "SUPPRESS", "OPTIONAL", "ZERO_OR_MORE", "ONE_OR_MORE",
           "REMAINDER", "BooleanOptionalAction"]

SUPPRESS, OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, REMAINDER, PARSER = "==SUPPRESS==", "?", "*", "+", "...", "A..."


class HelpFormatter:
    raw_description = raw_help = shows_defaults = False


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
        shown = [f"{k}={v!r}" if k.isidentifier() else f"**{ {k: v}!r}" for k, v in self.__dict__.items()]
        return f"{type(self).__name__}({', '.join(shown)})"


def FileType(mode="r", bufsize=-1, encoding=None, errors=None):
    return lambda name: open(name, mode, bufsize, encoding, errors)


# ---- what one argument does

class Action:
    takes_value = True

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None,
                 metavar=None, version=None):
        self.option_strings, self.dest, self.nargs, self.const = list(option_strings), dest, nargs, const
        self.default, self.type, self.choices, self.required = default, type, choices, required
        self.help, self.metavar, self.version = help, metavar, version

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
        if not self.takes_value or self.nargs == 0:
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
    def __init__(self, parser, dest, title, required, help, metavar, parser_class):
        super().__init__([], dest, nargs=PARSER, choices={}, required=required, help=help, metavar=metavar)
        self._parser, self._parser_class, self._told = parser, parser_class, []

    def add_parser(self, name, *, help=None, aliases=(), **kwargs):
        given = " ".join(a._values_text() for a in self._parser._positionals() if a is not self)
        kwargs.setdefault("prog", " ".join(filter(None, [self._parser.prog, given, name])))
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
    """Arguments under a heading of the help, or of which only one may be given."""

    def __init__(self, parser, title=None, description=None, exclusive=False, required=False):
        self._parser, self.title, self.description = parser, title, description
        self._exclusive, self.required, self._actions = exclusive, required, []

    def add_argument(self, *names, **kwargs):
        action = self._parser._new_action(*names, **kwargs)
        self._actions.append(action)
        self._parser._actions.append(action)
        if self._exclusive:
            self._parser._default_group(action)._actions.append(action)
        return action

    def add_mutually_exclusive_group(self, *, required=False):
        return self._parser.add_mutually_exclusive_group(required=required)


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars="-",
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True,
                 exit_on_error=True):
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage, self.description, self.epilog = usage, description, epilog
        self.formatter_class, self.argument_default, self.exit_on_error = formatter_class, argument_default, exit_on_error
        self._actions, self._defaults, self._unknown, self._exclusive = [], {}, [], []
        self._groups = [_Group(self, "positional arguments"), _Group(self, "options")]
        self._allow_abbrev = allow_abbrev
        if add_help:
            self.add_argument("-h", "--help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            for action in parent._actions:
                if not isinstance(action, _Help):
                    self._actions.append(action)
                    self._default_group(action)._actions.append(action)

    # ---- saying what there is

    def _new_action(self, *names, action=None, **kwargs):
        version = action == "version"
        if names and names[0].startswith("-"):
            longest = [n for n in names if n.startswith("--")] or list(names)
            dest = kwargs.pop("dest", None) or longest[0].lstrip("-").replace("-", "_")
            options = list(names)
        else:
            dest = names[0] if names else kwargs.pop("dest")
            options = []
            if kwargs.get("nargs") not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, 0):
                kwargs["required"] = True
        if action in ("store_true", "store_false"):
            kwargs.setdefault("default", action == "store_false")
            kwargs["const"] = action == "store_true"
        if version:
            kwargs.setdefault("help", "show program's version number and exit")
            kwargs.setdefault("default", SUPPRESS)
        kwargs.setdefault("default", self.argument_default)
        kind = action if isinstance(action, type) else _ACTIONS.get(action)
        if kind is None:
            raise ValueError(f'unknown action "{action}"')
        if action == "extend":
            kwargs.setdefault("nargs", ONE_OR_MORE)
        for other in self._actions:
            conflict = [o for o in options if o in other.option_strings]
            if conflict:
                made = kind(options, dest, **kwargs)
                raise ArgumentError(made, f"conflicting option string{'s' * (len(conflict) > 1)}: {', '.join(conflict)}")
        return kind(options, dest, **kwargs)

    def _default_group(self, action):
        return self._groups[1 if action.option_strings else 0]

    def add_argument(self, *names, **kwargs):
        action = self._new_action(*names, **kwargs)
        self._actions.append(action)
        self._default_group(action)._actions.append(action)
        return action

    def add_argument_group(self, title=None, description=None, **kwargs):
        self._groups.append(_Group(self, title, description))
        return self._groups[-1]

    def add_mutually_exclusive_group(self, *, required=False):
        self._exclusive.append(_Group(self, exclusive=True, required=required))
        return self._exclusive[-1]

    def add_subparsers(self, *, title=None, description=None, prog=None, dest=SUPPRESS, required=False, help=None, metavar=None,
                       parser_class=None, **kwargs):
        action = _Subparsers(self, dest, title, required, help, metavar, parser_class or type(self))
        self._actions.append(action)
        if title or description:
            self._groups.append(_Group(self, title or "subcommands", description))
            self._groups[-1]._actions.append(action)
        else:
            self._groups[0]._actions.append(action)
        return action

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
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
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
        if not self.exit_on_error:
            return self._parse(args, namespace)
        try:
            return self._parse(args, namespace)
        except ArgumentError as e:
            self.error(str(e))

    parse_intermixed_args = parse_args

    def _parse(self, args, namespace):
        self._unknown, seen = [], []
        waiting = self._positionals()
        at = 0
        while at < len(args):
            arg = args[at]
            option, inline = self._option(arg)
            if option is not None:
                at = self._take_option(option, arg, inline, args, at, namespace, seen)
                continue
            if arg.startswith("-") and len(arg) > 1 and arg != "--" and not self._is_number(arg):
                self._unknown.append(arg)
                at += 1
                continue
            at, waiting = self._take_positionals(waiting, args, at, namespace, seen)
        if waiting:
            _, waiting = self._take_positionals(waiting, [], 0, namespace, seen)
        self._check(namespace, seen)
        return namespace, self._unknown

    @staticmethod
    def _is_number(arg):
        try:
            float(arg)
            return True
        except ValueError:
            return False

    def _option(self, arg):
        """The action that `arg` names and what stands behind its "=", or (None, None)."""
        if not arg.startswith("-") or arg in ("-", "--"):
            return None, None
        options = {name: action for action in self._actions for name in action.option_strings}
        if arg in options:
            return options[arg], None
        name, equals, value = arg.partition("=")
        if equals and name in options:
            return options[name], value
        if arg.startswith("--"):
            fitting = [o for o in options if o.startswith(name)] if self._allow_abbrev else []
            if len({id(options[o]) for o in fitting}) > 1:
                raise ArgumentError(None, f"ambiguous option: {arg} could match {', '.join(fitting)}")
            return (options[fitting[0]], value if equals else None) if fitting else (None, None)
        return (options[arg[:2]], arg[2:]) if arg[:2] in options else (None, None)

    def _take_option(self, action, arg, inline, args, at, namespace, seen):
        said = arg.partition("=")[0]
        if not action.takes_value or action.nargs == 0:
            if inline is not None and arg.startswith("--"):
                raise ArgumentError(action, f"ignored explicit argument {inline!r}")
            self._perform(action, namespace, action.const, said, seen)
            if inline:                                       # -vx: one more option
                args[at] = "-" + inline
                return at
            return at + 1
        if inline is not None:
            given, end = [inline], at + 1
        else:
            end = at + 1
            while end < len(args) and self._option(args[end])[0] is None and args[end] != "--" and \
                    (not args[end].startswith("-") or args[end] == "-" or self._is_number(args[end])):
                end += 1
            most = {None: 1, OPTIONAL: 1}.get(action.nargs, action.nargs if isinstance(action.nargs, int) else end)
            end = min(end, at + 1 + most)
            given = args[at + 1:end]
        least = {None: 1, OPTIONAL: 0, ZERO_OR_MORE: 0, ONE_OR_MORE: 1, REMAINDER: 0}.get(action.nargs, action.nargs)
        if len(given) < least:
            number = "one argument" if action.nargs is None else "at least one argument" if action.nargs == ONE_OR_MORE else \
                f"{action.nargs} argument{'s' * (action.nargs != 1)}"
            raise ArgumentError(action, f"expected {number}")
        self._perform(action, namespace, self._values(action, given), said, seen)
        return end

    def _take_positionals(self, waiting, args, at, namespace, seen):
        end = at
        while end < len(args) and (self._option(args[end])[0] is None or waiting and waiting[0].nargs in (REMAINDER, PARSER)):
            end += 1
        given = [a for a in args[at:end] if a != "--"]
        rest = list(waiting)
        while rest:
            action = rest[0]
            later = sum(1 if a.nargs in (None, ONE_OR_MORE, PARSER) else a.nargs if isinstance(a.nargs, int) else 0 for a in rest[1:])
            least = 1 if action.nargs in (None, ONE_OR_MORE, PARSER) else action.nargs if isinstance(action.nargs, int) else 0
            if len(given) < least or (not given and args):
                break
            if action.nargs in (ZERO_OR_MORE, ONE_OR_MORE):
                count = max(least, len(given) - later)
            elif action.nargs in (REMAINDER, PARSER):
                count = len(given)
            elif action.nargs == OPTIONAL:
                count = 1 if len(given) > later else 0
            else:
                count = least
            taken, given = given[:count], given[count:]
            if taken or action.nargs not in (OPTIONAL, ZERO_OR_MORE) or not args:
                value = self._values(action, taken) if taken else self._default_of(action)
                if taken:
                    self._perform(action, namespace, value, None, seen)
                elif action.nargs == ZERO_OR_MORE and action.default is None:
                    setattr(namespace, action.dest, [])
            rest.pop(0)
        self._unknown += given
        return end, rest

    @staticmethod
    def _default_of(action):
        return action.default

    def _perform(self, action, namespace, value, said, seen):
        for group in self._exclusive:
            if action in group._actions:
                for other in group._actions:
                    if other is not action and other in seen:
                        raise ArgumentError(action, f"not allowed with argument {other._said()}")
        seen.append(action)
        action(self, namespace, value, said)

    def _values(self, action, given):
        if action.nargs is None or action.nargs == OPTIONAL:
            if not given:
                return self._value(action, action.const) if isinstance(action.const, str) else action.const
            return self._value(action, given[0])
        if action.nargs == PARSER:
            self._check_choice(action, given[0])
            return given
        if action.nargs == REMAINDER:
            return given
        return [self._value(action, one) for one in given]

    def _value(self, action, text, check=True):
        if action.type is None:
            value = text
        else:
            try:
                value = action.type(text)
            except ArgumentTypeError as e:
                raise ArgumentError(action, str(e))
            except (TypeError, ValueError):
                raise ArgumentError(action, f"invalid {getattr(action.type, '__name__', repr(action.type))} value: {text!r}")
        if check:
            self._check_choice(action, value)
        return value

    @staticmethod
    def _check_choice(action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {', '.join(map(repr, action.choices))})")

    def _check(self, namespace, seen):
        missing = []
        for action in self._actions:
            if action in seen:
                continue
            if action.required:
                missing.append(action._said())
            elif isinstance(action.default, str) and action.type is not None and getattr(namespace, action.dest, None) is action.default:
                setattr(namespace, action.dest, self._value(action, action.default, check=False))
        if missing:
            self.error(f"the following arguments are required: {', '.join(missing)}")
        for group in self._exclusive:
            if group.required and not any(a in seen for a in group._actions):
                self.error(f"one of the arguments {' '.join(a._said() for a in group._actions)} is required")

    # ---- telling

    def _usage_parts(self):
        options, positionals = [], []
        done = set()
        for action in self._actions:
            if action.help == SUPPRESS or id(action) in done:
                continue
            group = next((g for g in self._exclusive if action in g._actions), None)
            if group is None:
                (options if action.option_strings else positionals).append(self._usage_part(action, brackets=True))
                continue
            done |= {id(a) for a in group._actions}
            shown = " | ".join(self._usage_part(a, brackets=False) for a in group._actions if a.help != SUPPRESS)
            options.append(f"({shown})" if group.required else f"[{shown}]")
        return options, positionals

    @staticmethod
    def _usage_part(action, brackets):
        if not action.option_strings:
            return action._values_text()
        first = " | ".join(action.option_strings) if isinstance(action, BooleanOptionalAction) else action.option_strings[0]
        text = first + (" " + action._values_text() if action._values_text() else "")
        return f"[{text}]" if brackets and not action.required else text

    def format_usage(self):
        if self.usage is not None:
            return f"usage: {self.usage % {'prog': self.prog}}\n"
        options, positionals = self._usage_parts()
        head = f"usage: {self.prog}"
        line = " ".join([head, *options, *positionals])
        width = _width()
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
        width = _width()
        sections = [self.format_usage()]

        def paragraph(text):
            text = text % {"prog": self.prog} if "%(prog)" in text else text
            return text + "\n" if self.formatter_class.raw_description else textwrap.fill(" ".join(text.split()), width) + "\n"

        if self.description:
            sections.append(paragraph(self.description))
        entries = [(g, [e for a in g._actions if a.help != SUPPRESS for e in self._entries(a)]) for g in self._groups]
        longest = max((len(head) + indent for _, lines in entries for indent, head, _ in lines), default=0)
        column = min(longest + 2, 24)
        for group, lines in entries:
            if not lines and not group.description:
                continue
            text = f"{group.title}:\n"
            if group.description:
                text += textwrap.indent(textwrap.fill(group.description, width - 2), "  ") + "\n\n"
            text += "".join(self._entry_text(indent, head, told, column, width) for indent, head, told in lines)
            sections.append(text)
        if self.epilog:
            sections.append(paragraph(self.epilog))
        return "\n".join(sections)

    def _entries(self, action):
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
        if told and self.formatter_class.shows_defaults and "%(default)" not in told and action.default is not SUPPRESS and \
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

    def _entry_text(self, indent, head, told, column, width):
        import textwrap
        first = " " * indent + head
        if not told:
            return first + "\n"
        lines = told.splitlines() if self.formatter_class.raw_help else textwrap.wrap(" ".join(told.split()), max(width - column, 11))
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


def _width():
    return os.get_terminal_size()[0] - 2


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
