"""sqlalchemy.ext.declarative: where declarative_base() was before version 2."""
import warnings as _warnings

import sqlalchemy as _sqlalchemy
import sqlalchemy.orm as _orm


class MovedIn20Warning(DeprecationWarning):
    pass


def declarative_base(*args, **kwargs):
    _warnings.warn("The ``declarative_base()`` function is now available as sqlalchemy.orm.declarative_base(). (deprecated since: 2.0) "
                   "(Background on SQLAlchemy 2.0 at: https://sqlalche.me/e/b8d9)", MovedIn20Warning, stacklevel=2)
    return _orm.declarative_base(*args, **kwargs)


def __getattr__(name):
    return getattr(_orm, name)
