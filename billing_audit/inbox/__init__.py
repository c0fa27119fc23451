"""Bills that arrive by themselves: by mail or in a drop folder, and wait for one click."""
