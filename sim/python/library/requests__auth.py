"""requests.auth"""
from requests import AuthBase, HTTPBasicAuth
