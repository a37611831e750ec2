"""starlette.background"""
from fastapi import BackgroundTask, BackgroundTasks
