"""starlette.requests"""
from fastapi import Request
