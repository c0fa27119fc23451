"""What several providers offer a client together: who does what, who is paid what, openly."""
