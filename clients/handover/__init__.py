"""How work goes over from us to the client: tasks, training, and a gauge of both."""
