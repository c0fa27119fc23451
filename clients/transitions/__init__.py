"""How far a change of provider or service is, as the provider says and as the client sees it."""
