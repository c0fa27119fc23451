"""What contracts with carriers ask of a client: days, fees, new prices, reviews."""
