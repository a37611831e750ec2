"""asyncpg.connection"""
from asyncpg import Connection, connect
