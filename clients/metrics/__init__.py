"""How well a service is done, in metrics that both sides reckon alike, and what a miss costs."""
