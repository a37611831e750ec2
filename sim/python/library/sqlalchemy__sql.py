"""sqlalchemy.sql: what sqlalchemy itself has, by its other name."""
from sqlalchemy import and_, asc, delete, desc, func, insert, not_, or_, select, text, update
import sqlalchemy as _sqlalchemy


def __getattr__(name):
    return getattr(_sqlalchemy, name)
