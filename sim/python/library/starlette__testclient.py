"""starlette.testclient"""
from fastapi.testclient import TestClient
