import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { documentedCommands, documentedProgram, helpOf } from './cli-page.ts';

/** docs/apim.1: the man page, of the same text as `--help`. */
export async function manPage(): Promise<string> {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
    const program = await documentedProgram();
    const commands = await Promise.all((await documentedCommands(program)).map(async ({ path, command }) => [
        `.SS "apim ${inline(path.join(' '))}"`, `${inline(command.description())}`,
        '.PP', `\\fBapim ${inline(path.join(' '))}\\fR ${inline(command.usage())}`,
        ...argumentsOf(command), ...optionsOf(command), ...await restOf(command, path)
    ]));
    return [
        '.\\" Generated from cli/; do not edit.', `.TH APIM 1 "" "apim ${version}" "API management as code"`,
        '.SH NAME', 'apim \\- API management as code',
        '.SH SYNOPSIS', '.B apim', '[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]',
        '.SH DESCRIPTION', inline(program.description()),
        '.SH OPTIONS', ...optionsOf(program), ...await restOf(program, []),
        '.SH COMMANDS', ...commands.flat()
    ].join('\n') + '\n';
}

function argumentsOf(command: Command): string[] {
    const help = command.createHelp();
    return help.visibleArguments(command).flatMap(argument => tagged(help.argumentTerm(argument), help.argumentDescription(argument)));
}

function optionsOf(command: Command): string[] {
    const help = command.createHelp();
    return help.visibleOptions(command).filter(({ long }) => command.parent === null || long !== '--help').flatMap(option => tagged(help.optionTerm(option), help.optionDescription(option)));
}

/** What the help says behind its lists: paragraphs, and lists of two columns. */
async function restOf(command: Command, path: string[]): Promise<string[]> {
    const all = await helpOf(path);
    const rest = all.slice(command.helpInformation().trimEnd().length);
    return rest.trim().split(/\n\s*\n/).filter(part => part !== '').flatMap(part => {
        const lines = part.split('\n');
        return ['.PP', ...lines.flatMap(line => {
            const [, term, text] = /^ {2}(\S.*?)(?: {2,}(\S.*))?$/.exec(line) ?? [];
            if (term === undefined) return [inline(line.trim())];
            return text === undefined ? ['.RS 4', '.nf', `\\fB${inline(term)}\\fR`, '.fi', '.RE'] : tagged(term, text);
        })];
    });
}

function tagged(term: string, text: string): string[] {
    return ['.TP', `\\fB${inline(term)}\\fR`, inline(text)];
}

/** Text as roff reads it: nothing in it is a command, a hyphen stays one, and what is not ASCII is named. */
function inline(text: string): string {
    return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^(?=[.'])/, '\\&').replaceAll('"', '\\(dq')
        .replaceAll(/[^\u0020-\u007E]/gu, character => `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}
