"""Encounters by the U.S. Border Patrol."""
