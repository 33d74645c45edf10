"""One module a subcommand: its docstring is the help, `arguments(parser)` its options, `run(given) -> exit status`."""
