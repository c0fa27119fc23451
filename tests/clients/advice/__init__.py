"""Tests of recommendations, decisions and deputies."""
