"""What stands between a request and its issue: checks, a reader's signature, the client's word."""
