"""openai, simulated: chat completions, streams, embeddings, errors and retries as in version 1. What is left out says so."""
import json
import sys

import _network
import _sdk
from _sdk import NOT_GIVEN, Model, NotGiven, body_of, split_options, status_errors
from httpx import Timeout

__version__ = "1.109.1"
DEFAULT_MAX_RETRIES = 2
DEFAULT_TIMEOUT = Timeout(timeout=600, connect=5.0)


class OpenAIError(Exception):
    pass


class APIError(OpenAIError):
    def __init__(self, message, request, *, body):
        super().__init__(message)
        self.request = request
        self.message = message
        self.body = body
        fields = body if isinstance(body, dict) else {}
        self.code = fields.get("code")
        self.param = fields.get("param")
        self.type = fields.get("type")


class APIConnectionError(APIError):
    def __init__(self, *, message="Connection error.", request):
        super().__init__(message, request, body=None)


class APITimeoutError(APIConnectionError):
    def __init__(self, request):
        super().__init__(message="Request timed out.", request=request)


class APIStatusError(APIError):
    def __init__(self, message, *, response, body):
        super().__init__(message, response.request, body=body)
        self.response = response
        self.status_code = response.status_code
        self.request_id = response.headers.get("x-request-id")


(BadRequestError, AuthenticationError, PermissionDeniedError, NotFoundError, ConflictError, UnprocessableEntityError,
 RateLimitError, InternalServerError) = status_errors(
    APIStatusError, "BadRequestError", "AuthenticationError", "PermissionDeniedError", "NotFoundError", "ConflictError",
    "UnprocessableEntityError", "RateLimitError", "InternalServerError")
_STATUS = {400: BadRequestError, 401: AuthenticationError, 403: PermissionDeniedError, 404: NotFoundError, 409: ConflictError,
           422: UnprocessableEntityError, 429: RateLimitError}


def status_error_class(status):
    return _STATUS.get(status, InternalServerError if status >= 500 else APIStatusError)


# ---- answers

class ChatCompletionMessage(Model):
    _sorted = False

    def __init__(self, **fields):
        super().__init__(**{"content": None, "refusal": None, "role": "assistant", "annotations": None, "audio": None, "function_call": None,
                            "tool_calls": None, **fields})


class Choice(Model):
    _kinds = {"message": ChatCompletionMessage}


class CompletionUsage(Model):
    pass


class ChatCompletion(Model):
    _kinds = {"choices": Choice, "usage": CompletionUsage}

    def __init__(self, **fields):
        super().__init__(**{**fields, "service_tier": fields.get("service_tier"), "system_fingerprint": fields.get("system_fingerprint")})


class ChoiceDelta(Model):
    def __init__(self, **fields):
        super().__init__(**{"content": None, "function_call": None, "refusal": None, "role": None, "tool_calls": None, **fields})


class ChunkChoice(Model):
    _kinds = {"delta": ChoiceDelta}


class ChatCompletionChunk(Model):
    _kinds = {"choices": ChunkChoice, "usage": CompletionUsage}

    def __init__(self, **fields):
        super().__init__(**{**fields, "usage": fields.get("usage")})


class Embedding(Model):
    pass


class CreateEmbeddingResponse(Model):
    _kinds = {"data": Embedding}


def _chunk(data, response):
    if data.startswith("[DONE]"):
        return None
    fields = json.loads(data)
    if "error" in fields:
        error = fields["error"]
        raise APIError(error.get("message") or "An error occurred during streaming", response.request, body=error)
    return ChatCompletionChunk(**fields)


class Stream(_sdk.Stream):
    pass


class AsyncStream(_sdk.AsyncStream):
    pass


class _Final:
    """Puts the chunks of a stream together."""

    def __init__(self):
        self.chunks = []

    def add(self, chunk):
        self.chunks.append(chunk)
        chunk.type = "chunk"
        chunk.chunk = chunk
        return chunk

    def completion(self):
        first = self.chunks[0]
        texts = [c.choices[0].delta.content for c in self.chunks if c.choices and c.choices[0].delta.content]
        reasons = [c.choices[0].finish_reason for c in self.chunks if c.choices and c.choices[0].finish_reason]
        message = {"role": "assistant", "content": "".join(texts), "refusal": None}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reasons[-1] if reasons else None}
        return ChatCompletion(id=first.id, object="chat.completion", created=first.created, model=first.model, choices=[choice], usage=None)


class ChatCompletionStream:
    """What `with ...stream() as stream` gives: the chunks, and at the end the whole."""

    def __init__(self, stream):
        self._stream = stream
        self._final = _Final()
        self._iterator = self._chunks()

    def _chunks(self):
        for chunk in self._stream:
            yield self._final.add(chunk)

    def __iter__(self):
        return self._iterator

    def __next__(self):
        return self._iterator.__next__()

    def until_done(self):
        for _ in self._iterator:
            pass
        return self

    def get_final_completion(self):
        self.until_done()
        return self._final.completion()

    def close(self):
        self._stream.close()


class AsyncChatCompletionStream:
    def __init__(self, stream):
        self._stream = stream
        self._final = _Final()
        self._iterator = self._chunks()

    async def _chunks(self):
        async for chunk in self._stream:
            yield self._final.add(chunk)

    def __aiter__(self):
        return self._iterator

    async def __anext__(self):
        return await self._iterator.__anext__()

    async def until_done(self):
        async for _ in self._iterator:
            pass
        return self

    async def get_final_completion(self):
        await self.until_done()
        return self._final.completion()

    async def close(self):
        await self._stream.close()


class ChatCompletionStreamManager(_sdk.StreamManager):
    stream_class = ChatCompletionStream


class AsyncChatCompletionStreamManager(_sdk.AsyncStreamManager):
    stream_class = AsyncChatCompletionStream


# ---- resources

class Completions(_sdk.Resource):
    def create(self, *, messages, model, stream=None, **given):
        options = split_options(given)
        body = body_of({"messages": messages, "model": model, **given, **({"stream": stream} if stream is not None else {})})
        response = self._client._send("/chat/completions", body, options, stream=bool(stream))
        return Stream(response, _chunk) if stream else ChatCompletion(**response.json())

    def stream(self, *, messages, model, **given):
        return ChatCompletionStreamManager(lambda: self.create(messages=messages, model=model, stream=True, **given))


class AsyncCompletions(_sdk.Resource):
    async def create(self, *, messages, model, stream=None, **given):
        options = split_options(given)
        body = body_of({"messages": messages, "model": model, **given, **({"stream": stream} if stream is not None else {})})
        response = await self._client._send("/chat/completions", body, options, stream=bool(stream))
        return AsyncStream(response, _chunk) if stream else ChatCompletion(**response.json())

    def stream(self, *, messages, model, **given):
        return AsyncChatCompletionStreamManager(lambda: self.create(messages=messages, model=model, stream=True, **given))


class Embeddings(_sdk.Resource):
    def create(self, *, input, model, **given):
        options = split_options(given)
        response = self._client._send("/embeddings", body_of({"input": input, "model": model, **given}), options)
        return CreateEmbeddingResponse(**response.json())


class AsyncEmbeddings(_sdk.Resource):
    async def create(self, *, input, model, **given):
        options = split_options(given)
        response = await self._client._send("/embeddings", body_of({"input": input, "model": model, **given}), options)
        return CreateEmbeddingResponse(**response.json())


class ResponseContent(Model):
    pass


class ResponseItem(Model):
    _kinds = {"content": ResponseContent}


class Response(Model):
    _kinds = {"output": ResponseItem}

    @property
    def output_text(self):
        return "".join(part.text for item in self.output if item.type == "message" for part in item.content if part.type == "output_text")


class ResponseEvent(Model):
    _kinds = {"response": Response, "item": ResponseItem, "part": ResponseContent}


def _response_event(data, response):
    return ResponseEvent(**json.loads(data))


class Responses(_sdk.Resource):
    left_out = _sdk.Resource.left_out | {"stream"}

    def create(self, *, stream=None, **given):
        options = split_options(given)
        response = self._client._send("/responses", body_of({**given, **({"stream": stream} if stream is not None else {})}), options, stream=bool(stream))
        return Stream(response, _response_event) if stream else Response(**response.json())


class AsyncResponses(_sdk.Resource):
    left_out = Responses.left_out

    async def create(self, *, stream=None, **given):
        options = split_options(given)
        response = await self._client._send("/responses", body_of({**given, **({"stream": stream} if stream is not None else {})}), options,
                                            stream=bool(stream))
        return AsyncStream(response, _response_event) if stream else Response(**response.json())


class _Chat:
    def __init__(self, completions):
        self.completions = completions


class _Options:
    errors = sys.modules[__name__]
    default_base_url = "https://api.openai.com/v1"
    unwraps_error = True

    def auth_headers(self):
        return {"Authorization": f"Bearer {self.api_key}"}

    def __getattr__(self, name):
        if name in ("images", "audio", "files", "beta", "moderations", "batches", "fine_tuning", "vector_stores", "models", "completions", "realtime", "videos",
                    "containers", "conversations", "evals", "graders", "uploads", "webhooks", "get", "post"):
            _network.unsupported(f"openai's client.{name}", "client.chat.completions, client.responses and client.embeddings are there.")
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")


class OpenAI(_Options, _sdk.SyncClient):
    def _make_resources(self):
        self.chat = _Chat(Completions(self))
        self.embeddings = Embeddings(self)
        self.responses = Responses(self)


class AsyncOpenAI(_Options, _sdk.AsyncClient):
    def _make_resources(self):
        self.chat = _Chat(AsyncCompletions(self))
        self.embeddings = AsyncEmbeddings(self)
        self.responses = AsyncResponses(self)


Client = OpenAI
AsyncClient = AsyncOpenAI

_LEFT_OUT = {"AzureOpenAI", "AsyncAzureOpenAI", "BedrockOpenAI", "AsyncBedrockOpenAI", "AssistantEventHandler",
             "AsyncAssistantEventHandler", "pydantic_function_tool", "chat", "completions", "embeddings", "responses", "images", "audio", "files",
             "models", "moderations", "beta", "OAuthError", "LengthFinishReasonError", "ContentFilterFinishReasonError",
             "InvalidWebhookSignatureError", "DataResidency", "WebSocketQueueFullError", "WebSocketConnectionClosedError"}


def __getattr__(name):
    return _sdk.module_attribute("openai", name, _LEFT_OUT, "OpenAI and AsyncOpenAI are simulated.")
