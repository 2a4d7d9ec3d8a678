"""Run the program as `python -m booklet`."""

from booklet.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
