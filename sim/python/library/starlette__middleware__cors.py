"""starlette.middleware.cors"""
from fastapi.middleware.cors import CORSMiddleware
