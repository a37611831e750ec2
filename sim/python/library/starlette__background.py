"""starlette.background"""
from fastapi import BackgroundTasks
