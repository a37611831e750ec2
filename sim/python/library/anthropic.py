"""anthropic, simulated: messages, streams, errors and retries. What is left out says so."""
import json
import sys

import _network
import _sdk
from _sdk import NOT_GIVEN, Model, NotGiven, body_of, split_options, status_errors
from httpx import Timeout

__version__ = "0.69.0"
DEFAULT_MAX_RETRIES = 2
DEFAULT_TIMEOUT = Timeout(timeout=600, connect=5.0)
HUMAN_PROMPT = "\n\nHuman:"
AI_PROMPT = "\n\nAssistant:"


class AnthropicError(Exception):
    pass


class APIError(AnthropicError):
    def __init__(self, message, request, *, body):
        super().__init__(message)
        self.request = request
        self.message = message
        self.body = body


class APIConnectionError(APIError):
    def __init__(self, *, message="Connection error.", request):
        super().__init__(message, request, body=None)


class APITimeoutError(APIConnectionError):
    def __init__(self, request):
        super().__init__(
            message="Request timed out or interrupted. This could be due to a network timeout, dropped connection, or request cancellation. "
            "See https://docs.anthropic.com/en/api/errors#long-requests for more details.", request=request)


class APIStatusError(APIError):
    def __init__(self, message, *, response, body):
        super().__init__(message, response.request, body=body)
        self.response = response
        self.status_code = response.status_code
        self.request_id = response.headers.get("request-id")


(BadRequestError, AuthenticationError, PermissionDeniedError, NotFoundError, ConflictError, RequestTooLargeError,
 UnprocessableEntityError, RateLimitError, InternalServerError) = status_errors(
    APIStatusError, "BadRequestError", "AuthenticationError", "PermissionDeniedError", "NotFoundError", "ConflictError",
    "RequestTooLargeError", "UnprocessableEntityError", "RateLimitError", "InternalServerError")
(ServiceUnavailableError, DeadlineExceededError, OverloadedError) = status_errors(
    InternalServerError, "ServiceUnavailableError", "DeadlineExceededError", "OverloadedError")
_STATUS = {400: BadRequestError, 401: AuthenticationError, 403: PermissionDeniedError, 404: NotFoundError, 409: ConflictError,
           413: RequestTooLargeError, 422: UnprocessableEntityError, 429: RateLimitError, 503: ServiceUnavailableError,
           504: DeadlineExceededError, 529: OverloadedError}


def status_error_class(status):
    return _STATUS.get(status, InternalServerError if status >= 500 else APIStatusError)


# ---- answers

class TextBlock(Model):
    def __init__(self, **fields):
        super().__init__(**{"citations": None, **fields})


class Usage(Model):
    pass


class Message(Model):
    _kinds = {"content": TextBlock, "usage": Usage}


class TextDelta(Model):
    pass


class _Event(Model):
    _kinds = {"message": Message, "content_block": TextBlock, "delta": TextDelta, "usage": Usage}


class RawMessageStartEvent(_Event):
    pass


class RawMessageDeltaEvent(_Event):
    pass


class RawMessageStopEvent(_Event):
    pass


class RawContentBlockStartEvent(_Event):
    pass


class RawContentBlockDeltaEvent(_Event):
    pass


class RawContentBlockStopEvent(_Event):
    pass


class TextEvent(_Event):
    pass


_EVENTS = {"message_start": RawMessageStartEvent, "message_delta": RawMessageDeltaEvent, "message_stop": RawMessageStopEvent,
           "content_block_start": RawContentBlockStartEvent, "content_block_delta": RawContentBlockDeltaEvent,
           "content_block_stop": RawContentBlockStopEvent}


def _event(data, response):
    fields = json.loads(data)
    kind = fields.get("type")
    if kind == "error":
        raise status_error_class(response.status_code if response.status_code >= 400 else 529)(str(fields), response=response, body=fields)
    return _EVENTS.get(kind, _Event)(**fields)


class Stream(_sdk.Stream):
    pass


class AsyncStream(_sdk.AsyncStream):
    pass


class _Final:
    """Puts the events of a stream together, and adds those that only the helper has."""

    def __init__(self):
        self.message = None

    def add(self, event):
        """The event, and behind a piece of text a TextEvent with all the text so far."""
        if event.type == "message_start":
            self.message = event.message
        elif event.type == "content_block_start":
            self.message.content.append(TextBlock(**event.content_block.model_dump()))
        elif event.type == "content_block_delta" and event.delta.type == "text_delta":
            block = self.message.content[event.index]
            block.text += event.delta.text
            return [event, TextEvent(type="text", text=event.delta.text, snapshot=block.text)]
        elif event.type == "content_block_stop":
            event.content_block = self.message.content[event.index]
        elif event.type == "message_stop":
            event.message = self.message
        elif event.type == "message_delta":
            self.message.stop_reason = event.delta.stop_reason
            self.message.usage.output_tokens = event.usage.output_tokens
        return [event]

    def text(self):
        return "".join(block.text for block in self.message.content if block.type == "text")


class MessageStream:
    def __init__(self, stream):
        self._stream = stream
        self._final = _Final()
        self._iterator = self._events()
        self.text_stream = self._texts()

    def _events(self):
        for event in self._stream:
            for one in self._final.add(event):
                yield one

    def _texts(self):
        for event in self._iterator:
            if event.type == "text":
                yield event.text

    def __iter__(self):
        return self._iterator

    def __next__(self):
        return self._iterator.__next__()

    def until_done(self):
        for _ in self._iterator:
            pass

    def get_final_message(self):
        self.until_done()
        return self._final.message

    def get_final_text(self):
        self.until_done()
        return self._final.text()

    @property
    def current_message_snapshot(self):
        return self._final.message

    def close(self):
        self._stream.close()


class AsyncMessageStream:
    def __init__(self, stream):
        self._stream = stream
        self._final = _Final()
        self._iterator = self._events()
        self.text_stream = self._texts()

    async def _events(self):
        async for event in self._stream:
            for one in self._final.add(event):
                yield one

    async def _texts(self):
        async for event in self._iterator:
            if event.type == "text":
                yield event.text

    def __aiter__(self):
        return self._iterator

    async def __anext__(self):
        return await self._iterator.__anext__()

    async def until_done(self):
        async for _ in self._iterator:
            pass

    async def get_final_message(self):
        await self.until_done()
        return self._final.message

    async def get_final_text(self):
        await self.until_done()
        return self._final.text()

    @property
    def current_message_snapshot(self):
        return self._final.message

    async def close(self):
        await self._stream.close()


class MessageStreamManager(_sdk.StreamManager):
    stream_class = MessageStream


class AsyncMessageStreamManager(_sdk.AsyncStreamManager):
    stream_class = AsyncMessageStream


# ---- resources

_COUNT = "/v1/messages/count_tokens"


def _checked(given, stream):
    missing = [name for name in ("max_tokens", "messages", "model") if name not in given]
    if missing:
        raise TypeError("Missing required arguments; Expected either ('max_tokens', 'messages' and 'model') or "
                        "('max_tokens', 'messages', 'model' and 'stream') arguments to be given")
    return body_of({**given, **({"stream": stream} if stream else {})})


class MessageTokensCount(Model):
    pass


class Messages(_sdk.Resource):
    def count_tokens(self, *, model, messages, **given):
        options = split_options(given)
        return MessageTokensCount(**self._client._send(_COUNT, body_of({"model": model, "messages": messages, **given}), options).json())

    def create(self, *, stream=False, **given):
        options = split_options(given)
        response = self._client._send("/v1/messages", _checked(given, stream), options, stream=bool(stream))
        return Stream(response, _event) if stream else Message(**response.json())

    def stream(self, **given):
        return MessageStreamManager(lambda: self.create(stream=True, **given))


class AsyncMessages(_sdk.Resource):
    async def count_tokens(self, *, model, messages, **given):
        options = split_options(given)
        response = await self._client._send(_COUNT, body_of({"model": model, "messages": messages, **given}), options)
        return MessageTokensCount(**response.json())

    async def create(self, *, stream=False, **given):
        options = split_options(given)
        response = await self._client._send("/v1/messages", _checked(given, stream), options, stream=bool(stream))
        return AsyncStream(response, _event) if stream else Message(**response.json())

    def stream(self, **given):
        return AsyncMessageStreamManager(lambda: self.create(stream=True, **given))


class _Options:
    errors = sys.modules[__name__]
    default_base_url = "https://api.anthropic.com"

    def auth_headers(self):
        return {"X-Api-Key": self.api_key, "anthropic-version": "2023-06-01"}

    def __getattr__(self, name):
        if name in ("completions", "models", "beta"):
            _network.unsupported(f"anthropic's client.{name}", "client.messages is there.")
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")


class Anthropic(_Options, _sdk.SyncClient):
    def _make_resources(self):
        self.messages = Messages(self)


class AsyncAnthropic(_Options, _sdk.AsyncClient):
    def _make_resources(self):
        self.messages = AsyncMessages(self)


Client = Anthropic
AsyncClient = AsyncAnthropic

_LEFT_OUT = {"AnthropicBedrock", "AsyncAnthropicBedrock", "AnthropicVertex", "AsyncAnthropicVertex", "AnthropicFoundry", "AsyncAnthropicFoundry",
             "HUMAN_PROMPT", "AI_PROMPT", "beta_tool", "beta_async_tool", "transform_schema", "APIWebhookValidationError", "Middleware",
             "MiddlewareInput"}


def __getattr__(name):
    return _sdk.module_attribute("anthropic", name, _LEFT_OUT, "Anthropic and AsyncAnthropic are simulated.")
