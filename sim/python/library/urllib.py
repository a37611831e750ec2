"""urllib: of its modules only urllib.parse is simulated."""
