"""`python -m kunding` is the `kunding` command."""

from kunding.cli import main

if __name__ == "__main__":
    main()
