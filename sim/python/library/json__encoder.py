"""json's writer under the name of its own module."""
from json import JSONEncoder

__all__ = ["JSONEncoder"]
