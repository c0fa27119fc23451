"""What a careful reader would mark in a request for proposal, told while it is written."""
