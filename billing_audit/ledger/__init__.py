"""What audits came to in money, from what was found to what was seen to stay, against the fee."""
