"""`python -m breeding_center` is the command `breeding-center`."""

from breeding_center.launch import main

if __name__ == "__main__":
    main()
