"""The commands. Only this room prints, reads the environment and exits."""
