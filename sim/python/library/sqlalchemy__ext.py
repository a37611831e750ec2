"""sqlalchemy.ext"""
