"""Questions of bidders, answered to all of them in rounds; who asked is told to nobody."""
