"""sqlalchemy.types: the types of columns by their other name."""
from sqlalchemy import (BIGINT, BLOB, BOOLEAN, CHAR, CLOB, DATE, DATETIME, DECIMAL, DOUBLE, FLOAT, INTEGER, JSON, NCHAR, NUMERIC, NVARCHAR, REAL, SMALLINT,
                        TEXT, TIME, TIMESTAMP, VARCHAR, BigInteger, Boolean, Date, DateTime, Double, Enum, Float, Integer, Interval, LargeBinary, Numeric,
                        SmallInteger, String, Text, Time, Unicode, UnicodeText)
import sqlalchemy as _sqlalchemy


def __getattr__(name):
    return getattr(_sqlalchemy, name)
