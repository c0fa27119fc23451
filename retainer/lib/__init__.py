"""What all apps lean on.  Nothing here imports an app."""
