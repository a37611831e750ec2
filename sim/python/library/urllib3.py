"""urllib3, only what requests is given of it: Retry."""
from urllib3.util.retry import Retry


def disable_warnings(category=None):
    pass


def __getattr__(name):
    from _http import unsupported
    if name in ("PoolManager", "HTTPConnectionPool", "HTTPSConnectionPool", "ProxyManager", "request", "Timeout", "exceptions"):
        unsupported(f"urllib3.{name}", "Use requests or httpx.")
    raise AttributeError(f"module 'urllib3' has no attribute '{name}'")
