"""`python -m invrecon` is the same as `invrecon`."""

from invrecon.cli import main

if __name__ == "__main__":
    main()
