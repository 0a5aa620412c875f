"""What the project promises, module by module."""
