import type { Command, Option } from 'commander';

/** What can stand at a place: names of the project, or files, which a shell knows better. */
export type NameKind = 'client' | 'entity' | 'environment';
export type FileKind = 'file' | 'dir';

export interface Candidate { value: string; about: string }

/** Options before the place that say which project and environment are meant. */
export interface Place { project?: string; environment?: string }

/** By the word between the brackets of an argument, or of the value of an option: `<client>`, `--out <file>`. */
const kinds: Record<string, NameKind | FileKind> = { client: 'client', entity: 'entity', environment: 'environment', file: 'file', dir: 'dir' };

/** What can stand where the last word is, which may be empty or begun. Everything is read from the definition of the program. */
export async function candidates(program: Command, words: readonly string[], namesOf: (kind: NameKind, place: Place) => Promise<string[]>): Promise<(Candidate | FileKind)[]> {
    const current = words.at(-1) ?? '';
    const { command, place, wanted, position } = walk(program, words.slice(0, -1));
    const valuesOf = async (option: Pick<Option, 'argChoices'>, word: string, about: string, prefix = ''): Promise<(Candidate | FileKind)[]> => {
        const kind = kinds[word];
        if (kind === 'file' || kind === 'dir') return [kind];
        const values = option.argChoices ?? (kind === undefined ? [] : await namesOf(kind, place));
        return values.map(value => ({ value: prefix + value, about }));
    };
    const fitting = (found: (Candidate | FileKind)[]) => found.filter(one => typeof one === 'string' || one.value.startsWith(current));
    if (wanted) {
        return fitting(await valuesOf(wanted, wordOf(wanted), wanted.description));
    }
    const help = command.createHelp();
    const options = [...help.visibleOptions(command), ...command === program ? [] : help.visibleGlobalOptions(command)];
    const equals = current.indexOf('=');
    if (current.startsWith('--') && equals > 0) {
        const option = options.find(({ long }) => long === current.slice(0, equals));
        return option ? fitting(await valuesOf(option, wordOf(option), option.description, current.slice(0, equals + 1))) : [];
    }
    if (current.startsWith('-')) {
        return fitting(options.flatMap(({ long, description }) => long ? [{ value: long, about: description }] : []));
    }
    const children = position > 0 ? [] : help.visibleCommands(command).map(child => ({ value: child.name(), about: help.subcommandDescription(child) }));
    const argument = command.registeredArguments[position] ?? command.registeredArguments.findLast(({ variadic }) => variadic);
    return fitting([...children, ...argument ? await valuesOf(argument, argument.name(), '') : []]);
}

interface Walked { command: Command; place: Place; wanted?: Option; position: number }

/** Which command is meant by the words before, and whether the last of them waits for its value. */
function walk(program: Command, words: readonly string[]): Walked {
    const walked: Walked = { command: program, place: {}, position: 0 };
    for (let index = 0; index < words.length; index++) {
        const word = words[index] ?? '';
        const child = walked.position > 0 ? undefined : walked.command.commands.find(one => one.name() === word);
        // What follows help is a command, as if it stood first.
        if (word === 'help' && walked.command === program) continue;
        if (child) {
            walked.command = child;
        } else if (!word.startsWith('-') || word === '-') {
            walked.position++;
        } else {
            const [name = '', given] = word.split('=', 2);
            const option = [...walked.command.options, ...program.options].find(({ short, long }) => short === name || long === name);
            const value = given ?? (option?.required ? words[++index] : undefined);
            if (option?.required && value === undefined) return { ...walked, wanted: option };
            if (option?.long === '--project' && value) walked.place.project = value;
            if (option?.long === '--environment' && value) walked.place.environment = value;
        }
    }
    return walked;
}

/** `--out <file>` → `file` */
function wordOf({ flags }: Option): string {
    return /<(\w+)>/.exec(flags)?.[1] ?? '';
}
