"""fastapi.middleware.cors: accepted, without effect: no browser asks here."""


class CORSMiddleware:
    pass
