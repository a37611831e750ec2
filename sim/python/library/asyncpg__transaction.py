"""asyncpg.transaction"""
from asyncpg import Transaction
