"""How a relationship is governed, as a document in versions that both sides acknowledge."""
