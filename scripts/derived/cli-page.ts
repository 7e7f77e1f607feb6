import type { Command } from 'commander';
import { createColors } from '../../cli/colors.ts';
import { createProgram, runProgram } from '../../cli/program.ts';
import type { Shell } from '../../cli/shell.ts';

/** docs/cli.md: what `apim --help` and the help of each command say. */
export async function cliPage(): Promise<string> {
    const sections = await Promise.all((await documentedCommands()).map(async ({ path }) => [`## apim ${path.join(' ')}`, '', '```text', await helpOf(path), '```', ''].join('\n')));
    return ['# Command line', '', 'What `apim --help` says. Generated from `cli/`; do not edit.', '', '```text', await helpOf([]), '```', '', ...sections].join('\n');
}

/** The program, and the commands that its help lists with those below them, in that order. */
export function documentedProgram(): Promise<Command> {
    return createProgram({ shell: shellInto([]), end: () => {} });
}

export async function documentedCommands(program?: Command): Promise<{ path: string[]; command: Command }[]> {
    const below = (command: Command, path: string[]): { path: string[]; command: Command }[] => command.createHelp().visibleCommands(command)
        .filter(child => child.name() !== 'help').flatMap(child => [{ path: [...path, child.name()], command: child }, ...below(child, [...path, child.name()])]);
    return below(program ?? await documentedProgram(), []);
}

/** What a command prints with `--help`. */
export async function helpOf(command: string[]): Promise<string> {
    const lines: string[] = [];
    await runProgram([...command, '--help'], shellInto(lines));
    return lines.join('').trimEnd();
}

function shellInto(lines: string[]): Shell {
    const colors = createColors(false);
    return {
        folder: '.', environment: {}, interactive: false, columns: 100, colors: { out: colors, err: colors },
        print: text => { lines.push(text); }, say: line => { lines.push(`${line}\n`); },
        readInput: () => Promise.resolve(''), interruptible: () => new AbortController().signal
    };
}
