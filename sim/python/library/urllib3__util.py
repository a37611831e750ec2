"""urllib3.util"""
from urllib3.util.retry import Retry
