"""`python -m bargain` is the command `bargain`."""

from bargain.cli.main import main

if __name__ == "__main__":
    main(prog_name="bargain")
