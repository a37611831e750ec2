"""openai.types.chat"""
from openai import ChatCompletion, ChatCompletionChunk, ChatCompletionMessage
import _sdk


def __getattr__(name):
    return _sdk.type_left_out("openai.types.chat", name)
