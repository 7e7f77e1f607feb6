import pc from 'picocolors';
import { createProgram, runProgram } from '../../cli/program.ts';
import type { Shell } from '../../cli/shell.ts';

/** docs/cli.md: what `apim --help` and the help of each command say. */
export async function cliPage(): Promise<string> {
    const commands = createProgram({ shell: shellInto([]), end: () => {} }).commands.map(command => [command.name(), ...command.commands.map(child => `${command.name()} ${child.name()}`)]).flat();
    const sections = await Promise.all(commands.map(async name => [`## apim ${name}`, '', '```text', await help(name.split(' ')), '```', ''].join('\n')));
    return ['# Command line', '', 'What `apim --help` says. Generated from `cli/`; do not edit.', '', '```text', await help([]), '```', '', ...sections].join('\n');
}

async function help(command: string[]): Promise<string> {
    const lines: string[] = [];
    await runProgram([...command, '--help'], shellInto(lines));
    return lines.join('').trimEnd();
}

function shellInto(lines: string[]): Shell {
    const colors = pc.createColors(false);
    return {
        folder: '.', environment: {}, interactive: false, columns: 100, colors: { out: colors, err: colors },
        print: text => { lines.push(text); }, say: line => { lines.push(`${line}\n`); },
        readInput: () => Promise.resolve(''), interruptible: () => new AbortController().signal
    };
}
