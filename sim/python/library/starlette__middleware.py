"""starlette.middleware"""
