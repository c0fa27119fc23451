"""The award: proposed by the practice, approved by the client, told to every bidder."""
