"""The people, the work, and the telecom facts that both other apps share."""
