"""What binds a request by the rules of E-rate: its dates, its weights, its papers."""
