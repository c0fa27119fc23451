"""The decision to buy, made before anybody writes a request; and the case for not asking around."""
