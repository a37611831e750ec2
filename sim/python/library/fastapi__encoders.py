"""fastapi.encoders"""
from fastapi import _jsonable as jsonable_encoder
