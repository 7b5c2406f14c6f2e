"""`invrecon completion`: the script that lets a shell complete commands, options and names."""

from __future__ import annotations

import click

_SHELLS = ("bash", "zsh", "fish")
_PROGRAM, _VARIABLE = "invrecon", "_INVRECON_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that lets your shell complete commands, options and names with the Tab key.

    It completes formats, files, the ids of causes, ERPs, matching statuses, and the rows and columns of the matrix. Put
    it where your shell reads it, once, and open a new terminal.

    \b
    bash (4.4 or later)
        mkdir -p ~/.local/share/bash-completion/completions
        invrecon completion bash > ~/.local/share/bash-completion/completions/invrecon

    \b
    bash, where the package bash-completion is not installed
        invrecon completion bash >> ~/.bashrc

    \b
    zsh
        invrecon completion zsh > ~/.invrecon-completion.zsh
        echo 'source ~/.invrecon-completion.zsh' >> ~/.zshrc    (behind compinit)

    \b
    fish
        invrecon completion fish > ~/.config/fish/completions/invrecon.fish
    """  # noqa: D301
    from click.shell_completion import BashComplete, FishComplete, ZshComplete

    made_for = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}[shell]
    click.echo(made_for(ctx.find_root().command, {}, _PROGRAM, _VARIABLE).source(), nl=False)
