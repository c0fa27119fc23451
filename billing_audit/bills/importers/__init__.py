"""One module per format; all of them give the same stream of bills."""
