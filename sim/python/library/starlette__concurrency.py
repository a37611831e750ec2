"""starlette.concurrency"""
from fastapi.concurrency import run_in_threadpool
