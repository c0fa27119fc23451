"""The papers of a dispute: letter, evidence, table of charges, the carrier's form, memo."""
