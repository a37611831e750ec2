"""Names against patterns of the shell: * ? [abc] [!abc]."""
import functools
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    return fnmatchcase(name, pat)          # the simulated system tells upper case from lower case


def fnmatchcase(name, pat):
    return _matcher(pat)(name) is not None


def filter(names, pat):
    match = _matcher(pat)
    return [name for name in names if match(name) is not None]


@functools.lru_cache(maxsize=256)
def _matcher(pat):
    if isinstance(pat, bytes):
        return re.compile(translate(pat.decode("iso-8859-1")).encode("iso-8859-1")).match
    return re.compile(translate(pat)).match


def translate(pat):
    parts, at, last_star = [], 0, -1       # a star that is not the last takes as little as leads on
    while at < len(pat):
        c, at = pat[at], at + 1
        if c == "*":
            if not parts or parts[-1] is not None:
                last_star = len(parts)
                parts.append(None)
        elif c == "?":
            parts.append(".")
        elif c == "[" and (end := _end_of_set(pat, at)) is not None:
            parts.append(_set(pat[at:end]))
            at = end + 1
        else:
            parts.append(re.escape(c))
    if last_star < 0:
        return f"(?s:{''.join(parts)})\\Z"
    first = parts.index(None)
    text, pending = "".join(parts[:first]), []
    for part in parts[first + 1:last_star + 1] if first < last_star else []:
        if part is None:
            text += f"(?>.*?{''.join(pending)})"
            pending = []
        else:
            pending.append(part)
    return f"(?s:{text}.*{''.join(parts[last_star + 1:])})\\Z"


def _end_of_set(pat, at):
    if pat[at:at + 1] == "!":
        at += 1
    end = pat.find("]", at + 1)
    return None if end < 0 else end


def _set(inside):
    negated, inside = ("^", inside[1:]) if inside.startswith("!") else ("", inside)
    ranges, at = "", 0
    while at < len(inside):
        if at + 2 < len(inside) and inside[at + 1] == "-":
            if inside[at] <= inside[at + 2]:
                ranges += _in_set(inside[at]) + "-" + _in_set(inside[at + 2])
            at += 3
        else:
            ranges += _in_set(inside[at])
            at += 1
    if not ranges:
        return "." if negated else "(?!)"
    if ranges[0] in "^[" and not negated:
        ranges = "\\" + ranges
    return f"[{negated}{ranges}]"


def _in_set(c):
    return "\\" + c if c in "\\-&~|" else c
