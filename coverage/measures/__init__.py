"""What is measured on claims, and how: one module a measure."""
