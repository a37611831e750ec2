"""asyncpg.cursor"""
from asyncpg import Cursor
