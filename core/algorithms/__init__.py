"""The Processing provider: one thin algorithm per step of the flow."""
