"""How a use case and a question are declared, once, for both faces."""
