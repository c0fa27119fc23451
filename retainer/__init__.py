"""The project: wires the apps together and decides nothing itself."""
