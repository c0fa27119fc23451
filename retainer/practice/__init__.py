"""What a principal sees of the whole practice: retainers, people, work on its way, money."""
