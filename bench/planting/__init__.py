"""Generated bills whose errors are known: for tests, for recall, for speed.

``generate`` writes a practice; ``oracle`` says again, slowly and from the files
alone, what must be found; ``score`` compares a run's findings with the truth.
"""

from bench.planting.generate import Planted, generate

__all__ = ["Planted", "generate"]
