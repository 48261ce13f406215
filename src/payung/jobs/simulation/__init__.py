"""An invented world that the real operations run: people, sheets, a payroll and a branch."""
