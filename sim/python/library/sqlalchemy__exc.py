"""sqlalchemy.exc"""
from sqlalchemy import (ArgumentError, DBAPIError, DetachedInstanceError, IntegrityError, InterfaceError, InvalidRequestError, MissingGreenlet, MultipleResultsFound,
                        NoResultFound, OperationalError, ProgrammingError, SQLAlchemyError, TimeoutError)
