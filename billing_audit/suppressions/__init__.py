"""Rules people make of decisions that will be true again: what they cover claims nothing."""
