"""When the practice is there: its opening hours, holidays and other days it is closed."""
