"""The controls under `/_sandbox`: what a test or a script sets up and looks at from outside GitHub. No authentication, JSON in and out."""
