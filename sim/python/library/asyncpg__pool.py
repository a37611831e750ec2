"""asyncpg.pool"""
from asyncpg import Pool, create_pool
