"""sqlalchemy.exc"""
from sqlalchemy import (ArgumentError, DBAPIError, IntegrityError, InvalidRequestError, MultipleResultsFound, NoResultFound, OperationalError,
                        SQLAlchemyError, TimeoutError)
