"""What a committee's meeting is prepared with, read across the practice and frozen."""
