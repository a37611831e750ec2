"""fastapi.middleware"""
