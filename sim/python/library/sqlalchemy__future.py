"""sqlalchemy.future: the names by which version 1.4 offered what version 2 has for everybody."""
from sqlalchemy import select
import sqlalchemy as _sqlalchemy


def __getattr__(name):
    return getattr(_sqlalchemy, name)
