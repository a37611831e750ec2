"""Literals as text and back: of the module ast, literal_eval alone."""
import _ast

__all__ = ["literal_eval"]


def literal_eval(node_or_string):
    if not isinstance(node_or_string, str):
        raise ValueError(f"malformed node or string: {node_or_string!r}")
    text = node_or_string.lstrip(" \t")
    wrong = _ast.not_literal(text)
    if wrong is None:
        return eval(compile(text, "<unknown>", "eval"), {"set": set})
    kind, line = wrong
    if kind is None:
        raise ValueError("malformed node or string: None")
    raise ValueError(f"malformed node or string on line {line}: <ast.{kind} object at {id(wrong):#x}>")
