"""Tests of what we advise about bills."""
