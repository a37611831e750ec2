"""urllib3.util.retry: how often a request is tried again, for what, and after what pause."""


class Retry:
    DEFAULT_ALLOWED_METHODS = frozenset(("DELETE", "GET", "HEAD", "OPTIONS", "PUT", "TRACE"))
    RETRY_AFTER_STATUS_CODES = frozenset((413, 429, 503))
    DEFAULT_BACKOFF_MAX = 120

    def __init__(self, total=10, connect=None, read=None, redirect=None, status=None, other=None, allowed_methods=DEFAULT_ALLOWED_METHODS,
                 status_forcelist=None, backoff_factor=0, backoff_max=DEFAULT_BACKOFF_MAX, raise_on_redirect=True, raise_on_status=True, history=None,
                 respect_retry_after_header=True, remove_headers_on_redirect=(), backoff_jitter=0.0):
        self.total, self.connect, self.read, self.redirect, self.status, self.other = total, connect, read, redirect, status, other
        self.allowed_methods = allowed_methods
        self.status_forcelist = set(status_forcelist or ())
        self.backoff_factor, self.backoff_max, self.backoff_jitter = backoff_factor, backoff_max, backoff_jitter
        self.raise_on_status = raise_on_status
        self.respect_retry_after_header = respect_retry_after_header
        self.attempts = 0

    def _kind(self, failure):
        return "status" if failure is None else "connect" if failure.stage == "connect" else "read"

    def wants(self, method, failure, answer):
        """Is this an outcome to be tried again?"""
        kind = self._kind(failure)
        if kind == "connect":
            return self.connect is not False
        allowed = not self.allowed_methods or method.upper() in self.allowed_methods
        if kind == "read":
            return allowed and self.read is not False
        status, headers = answer[1], answer[3]
        told = any(name.lower() == "retry-after" for name, _ in headers)
        return allowed and (status in self.status_forcelist or
                            bool(self.total) and self.respect_retry_after_header and told and status in self.RETRY_AFTER_STATUS_CODES)

    def is_exhausted(self, failure):
        left = [count for count in (self.total, getattr(self, self._kind(failure))) if count is not None and count is not False]
        return any(count <= 0 for count in left)

    def next(self, failure):
        """What is left after one more attempt."""
        out = type(self).__new__(type(self))
        out.__dict__.update(self.__dict__)
        for name in ("total", self._kind(failure)):
            count = getattr(out, name)
            if count is not None and count is not False:
                setattr(out, name, count - 1)
        out.attempts += 1
        return out

    def pause(self, answer):
        """Seconds before the attempt: what the server asked for, or none before the first and doubled each time."""
        if answer is not None and self.respect_retry_after_header:
            for name, value in answer[3]:
                if name.lower() == "retry-after" and value.isdigit():
                    return int(value)
        return 0 if self.attempts <= 1 else min(self.backoff_max, self.backoff_factor * 2 ** (self.attempts - 1))
