"""fastapi.concurrency"""
from fastapi import _in_thread as run_in_threadpool
