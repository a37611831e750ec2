"""openai.types: the classes of what this simulation answers; what requests are made of is a dict, as the real TypedDicts are."""
from openai import CompletionUsage, CreateEmbeddingResponse, Embedding
import openai.types.chat
import openai.types.responses
import _sdk


def __getattr__(name):
    return _sdk.type_left_out("openai.types", name)
