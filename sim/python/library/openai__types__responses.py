"""openai.types.responses"""
from openai import Response
import _sdk


def __getattr__(name):
    return _sdk.type_left_out("openai.types.responses", name)
