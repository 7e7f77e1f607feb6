import { statSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { intro, isCancel, select, text } from '@clack/prompts';
import { Command, Option } from 'commander';
import { disk } from '../../language-server/session/disk.ts';
import { findProjectFolder } from '../../project/source-files.ts';
import { writeOutputFile } from '../../registration/output-file.ts';
import { codeOf } from '../../registration/project-folder.ts';
import { exitCodes, isStop, stop, stopFor, type Ending, type Stop } from '../ending.ts';
import { ProjectDraft } from '../init/new-project.ts';
import { proposedAnswers, questions, type Answers, type Question } from '../init/questions.ts';
import { optionsOf, type GlobalOptions } from '../global-options.ts';
import type { Commands } from '../program.ts';
import { quoted, type Shell } from '../shell.ts';

interface InitOptions extends GlobalOptions, Partial<Answers> { yes: boolean }

/** What belongs to one machine: the local gateway's data, and the record of what it holds. */
const ignored = ['.apim/', 'apim.record.local.jsonl'];

export function initCommand({ shell, end }: Commands): Command {
    const command = new Command('init').description('Begin a project in this folder: apim.yaml, a first .apim file, and what git is to ignore.');
    for (const { option, about, choices, proposed } of questions) {
        const made = new Option(option, `${about}${proposed === '' ? '' : ` (proposed: ${proposed})`}`);
        command.addOption(choices ? made.choices(choices.map(({ value }) => value)) : made);
    }
    return command
        .option('-y, --yes', 'ask nothing: what no option says is as proposed', false)
        .addHelpText('after', `
On a terminal it asks what no option says. A file that exists is never overwritten: then nothing is written at all, .gitignore apart,
which gets the lines that it lacks. What it writes passes apim check.

Examples:
  apim init                                   asks
  apim init --yes                             an example to look at
  apim init --yes --organization Bank --api Payments@1.0 --endpoint https://payments.bank.example --client ''
  apim init --yes --gateway production=https://gateway.example:8081 --username apimanager`)
        .action(async (_, command: Command) => end(await init(shell, optionsOf(command))));
}

async function init(shell: Shell, options: InitOptions): Promise<Ending> {
    const folder = path.resolve(shell.folder, options.project ?? '.').replaceAll(path.sep, '/');
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
        return stop('usage', `There is no folder ${folder}. Make it first, or name another with -C.`);
    }
    const above = await findProjectFolder(folder, disk);
    if (above !== undefined) {
        return stop('refused', `Nothing was written: there is a project already, ${above}/apim.yaml. ${above === folder ? 'Look with: apim check' : 'Its folder holds this one: name another with -C.'}`);
    }
    if (!options.yes && !shell.interactive) {
        return stop('refused', 'Nothing was written: there is no terminal to ask on. Answer with options, and add --yes; apim init --help lists them.');
    }
    const draft = new ProjectDraft(folder);
    const answers = options.yes ? { ...proposedAnswers, ...given(options) } : await ask(draft, given(options));
    if (isStop(answers)) {
        return answers;
    }
    const made = await draft.write(answers);
    if ('problem' in made) {
        return stop('usage', `Nothing was written: ${made.problem}`);
    }
    const failed = await writeNew(folder, made.files) ?? await ignore(folder);
    if (failed) {
        return failed;
    }
    shell.print([...made.files.keys(), '.gitignore'].map(file => `${shell.colors.out.green('✓ wrote')} ${file}\n`).join(''));
    sayNext(shell, options.project, made);
    return exitCodes.done;
}

function given(options: InitOptions): Partial<Answers> {
    return Object.fromEntries(questions.flatMap(({ key }) => options[key] === undefined ? [] : [[key, options[key]]]));
}

/** Asks what is not known yet; an answer is judged by the project that it would make. */
async function ask(draft: ProjectDraft, known: Partial<Answers>): Promise<Answers | Stop> {
    const io = { output: process.stderr };
    intro('A new project', io);
    const answers = { ...proposedAnswers, ...known };
    for (const question of questions.filter(({ key, after }) => known[key] === undefined && (after === undefined || known[after] !== ''))) {
        if (question.after !== undefined && answers[question.after].trim() === '') {
            continue;
        }
        const answer = await answerTo(question, draft, answers, io);
        if (answer === undefined) {
            return stop('refused', 'Nothing was written: it was not answered to the end.');
        }
        answers[question.key] = answer;
    }
    return answers;
}

async function answerTo({ key, message, proposed, choices }: Question, draft: ProjectDraft, answers: Answers, io: { output: NodeJS.WriteStream }): Promise<string | undefined> {
    if (choices) {
        const choice = await select({ ...io, message, options: [...choices], initialValue: proposed });
        return isCancel(choice) ? undefined : choice;
    }
    for (let initialValue = proposed; ;) {
        const answer = await text({ ...io, message, initialValue });
        if (isCancel(answer)) {
            return undefined;
        }
        const made = await draft.write({ ...answers, [key]: answer ?? '' });
        if (!('problem' in made)) {
            return answer ?? '';
        }
        process.stderr.write(`│  ${made.problem}\n`);
        initialValue = answer ?? '';
    }
}

/** All of them or none; never over one that exists. */
async function writeNew(folder: string, files: ReadonlyMap<string, string>): Promise<Stop | undefined> {
    const existing = [...files.keys()].filter(file => statSync(path.join(folder, file), { throwIfNoEntry: false }) !== undefined);
    if (existing.length > 0) {
        return stop('refused', `Nothing was written: ${existing.join(' and ')} ${existing.length === 1 ? 'exists' : 'exist'} already. Move it away, or name another folder with -C.`);
    }
    const written: string[] = [];
    for (const [file, content] of files) {
        const full = path.join(folder, file);
        try {
            // Exclusively, for one that came into being meanwhile.
            await writeFile(full, content, { flag: 'wx' });
            written.push(full);
        } catch (error) {
            await Promise.all(written.map(other => rm(other, { force: true })));
            return stopFor({ kind: 'disk', path: full, code: codeOf(error) });
        }
    }
    return undefined;
}

async function ignore(folder: string): Promise<Stop | undefined> {
    const file = path.join(folder, '.gitignore');
    const before = await readFile(file, 'utf8').catch(() => '');
    const present = new Set(before.split(/\r?\n/).map(line => line.trim()));
    const missing = ignored.filter(line => !present.has(line));
    if (missing.length === 0) {
        return undefined;
    }
    const written = await writeOutputFile(file, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`);
    return written.ok ? undefined : stopFor(written.failure);
}

function sayNext(shell: Shell, project: string | undefined, { secret, client }: { secret: string; client: string | undefined }): void {
    const { dim, bold } = shell.colors.err;
    const where = project === undefined ? '' : ` -C ${quoted(project)}`;
    const steps: [command: string, why: string][] = [
        [`apim check${where}`, 'is it right? – after each change'],
        [`apim gateway start${where}`, 'a gateway for this machine, in another terminal'],
        [`apim register${where}`, `publishes and registers; callers' password is asked for, or comes from ${secret}`],
        ...(client === undefined ? [] : [[`apim key ${quoted(client)}${where}`, 'the key that the client calls with'] as [string, string]])
    ];
    const width = Math.max(...steps.map(([command]) => command.length)) + 3;
    shell.say(['', bold('What comes next:'), ...steps.map(([command, why]) => `  ${command.padEnd(width)}${dim(why)}`)].join('\n'));
}
