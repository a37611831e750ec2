"""asyncpg.exceptions"""
from asyncpg import (AmbiguousColumnError, DuplicateTableError, InFailedSQLTransactionError, InterfaceError, NoActiveSQLTransactionError, PostgresError,
                     PostgresSyntaxError, UndefinedColumnError, UndefinedTableError, UniqueViolationError)
