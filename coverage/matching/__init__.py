"""What belongs together: copies, events, claims."""
