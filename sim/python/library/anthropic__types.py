"""anthropic.types: the classes of what this simulation answers; what requests are made of is a dict, as the real TypedDicts are."""
from anthropic import (Message, MessageTokensCount, RawContentBlockDeltaEvent, RawContentBlockStartEvent, RawContentBlockStopEvent,
                       RawMessageDeltaEvent, RawMessageStartEvent, RawMessageStopEvent, TextBlock, TextDelta, Usage)
import _sdk


def __getattr__(name):
    return _sdk.type_left_out("anthropic.types", name)
