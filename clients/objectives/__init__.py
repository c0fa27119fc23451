"""What a client wants to reach with us, and the chain from there to a result that is verified."""
