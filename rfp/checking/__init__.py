"""The linter beside a request's text: what it marks, what may stay, and what an edit changed."""
