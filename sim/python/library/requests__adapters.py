"""requests.adapters: there is none to be had; who asks for one is told."""
from _http import unsupported


class BaseAdapter:
    def __init__(self, *args, **kwargs):
        unsupported(f"requests.adapters.{type(self).__name__}", "Retry in a loop of your own; a Session keeps ten connections to a host.")


class HTTPAdapter(BaseAdapter):
    pass
