"""requests.adapters: what a Session does about failures, as far as retries go."""
from urllib3.util.retry import Retry


class BaseAdapter:
    pass


class HTTPAdapter(BaseAdapter):
    """The pool's sizes are taken note of only: a Session here keeps ten connections to a host."""

    def __init__(self, pool_connections=10, pool_maxsize=10, max_retries=0, pool_block=False):
        self.max_retries = max_retries if isinstance(max_retries, Retry) else Retry(max_retries, read=None if max_retries else False)
