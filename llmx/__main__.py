"""`python -m llmx` is the command `llmx`."""

from llmx.cli.main import main

if __name__ == "__main__":
    main()
