"""starlette, as far as FastAPI's programs name it: what fastapi has of it."""
from fastapi import status
