import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { normalUri, uriOf } from '../../language-server/file-uri.ts';
import type { DraftSoFar, LimitDraft, PlanDraft, SignInDraft } from '../../language-server/writing/draft.ts';
import { judged } from '../../language-server/writing/judge.ts';
import { readOpenApi, type OpenApiSummary } from '../../language-server/writing/open-api.ts';
import { draftOfOpenApi, isInside } from '../../language-server/writing/open-api-draft.ts';
import { codeOf } from '../../registration/project-folder.ts';
import { mayDo } from '../../registration/roles.ts';
import { askConfirmation, confirmationOf } from '../confirmation.ts';
import { counted } from '../diagnostics.ts';
import { exitCodes, isStop, stop, stopFor, type Ending, type Stop } from '../ending.ts';
import { diffOf, paintedDiff } from '../lifecycle-text.ts';
import { optionsOf, type GlobalOptions } from '../global-options.ts';
import { openProject, personOf, type OpenProject } from '../open-project.ts';
import type { Commands } from '../program.ts';
import type { Shell } from '../shell.ts';
import { sourceChanges, writeSources, type SourceChange } from '../source-files.ts';

interface OpenApiOptions extends GlobalOptions {
    org?: string;
    name?: string;
    apiVersion?: string;
    endpoint?: string;
    plan: string[];
    newPlan?: string;
    limit: string;
    keys?: string;
    public: boolean;
    draft: boolean;
    dryRun: boolean;
    yes: boolean;
}

export function importOpenApiCommand({ shell, end }: Commands): Command {
    return new Command('openapi')
        .description('Write an API into the source that an OpenAPI 3 or Swagger 2 document describes.')
        .argument('<file>', 'the document, JSON or YAML; a file that lies outside of the project is copied into it')
        .option('--org <organization>', 'the organization that offers it; may be left out where there is one only')
        .option('--name <name>', 'its name (default: made of the title)')
        .option('--api-version <version>', 'its version (default: that of the document)')
        .option('--endpoint <url>', 'where it is implemented (default: the first server of the document)')
        .option('--plan <plan>', 'a locked plan that it offers, such as Gold or Gold@1.0; may be given several times', (plan: string, all: string[]) => [...all, plan], [] as string[])
        .option('--new-plan <plan>', 'a plan that is written along with it and offered, such as Gold@1.0')
        .option('--limit <limit>', 'what the new plan allows: calls, a slash and the period', '1000/Day')
        .option('--keys <url>', 'where the keys of the login server are: its tokens are demanded, by policy Jwt')
        .option('--public', 'everybody may call it, without contract and key', false)
        .option('--draft', 'it is not published yet', false)
        .option('-y, --yes', 'do not ask for confirmation', false)
        .option('--dry-run', 'show what would be written, and write nothing', false)
        .addHelpText('after', `
The API gets the document as its definition, the server as its endpoint, and the policy that its security scheme suggests, where that is known
as a whole; else it is said what is left to do.

Examples:
  apim import openapi orders.openapi.yaml --org Acme --plan Gold --dry-run
  apim import openapi ../orders/swagger.json --new-plan Gold@1.0 --limit 10000/Month --keys https://login.example/jwks --yes
  apim import openapi petstore.json --public --name Pets --api-version 3.0`)
        .action(async (file: string, _, command: Command) => end(await importOpenApi(shell, file, optionsOf(command))));
}

async function importOpenApi(shell: Shell, file: string, options: OpenApiOptions): Promise<Ending> {
    const project = await openProject(shell, options);
    if (isStop(project)) {
        return project;
    }
    const { session, environment } = project;
    const whole = path.resolve(shell.folder, file);
    const text = await readFile(whole, 'utf8').catch((error: NodeJS.ErrnoException) => error);
    if (typeof text !== 'string') {
        return stop('usage', `${file} cannot be read (${codeOf(text)}). Name a file with an OpenAPI or Swagger document.`);
    }
    const document = readOpenApi(text);
    if ('problem' in document) {
        return stop('invalidSource', `${file}:${document.line} ${document.problem}`);
    }
    const draft = draftFrom(project, document, normalUri(uriOf(whole.replaceAll(path.sep, '/'))), options);
    if (isStop(draft)) {
        return draft;
    }
    const confirmation = options.dryRun ? 'given' : confirmationOf({ ...environment, protected: false }, options, shell, '--dry-run');
    const allowed = mayDo('write declarations', draft.organization ?? '', session.declarations('organization', environment), await personOf(project, shell));
    if (typeof confirmation !== 'string' || !allowed.ok) {
        return typeof confirmation !== 'string' ? confirmation : allowed.ok ? exitCodes.done : stopFor(allowed.failure);
    }
    const { written, problems } = judged(session, draft, { environment });
    for (const { severity, message } of problems) {
        shell.say(`${(severity === 'error' ? shell.colors.err.red : shell.colors.err.yellow)(severity)}: ${message}`);
    }
    if (!written || problems.some(({ severity }) => severity === 'error')) {
        return stop('invalidSource', 'Nothing was written: choose otherwise with the options, see apim import openapi --help.');
    }
    const files = sourceChanges(session, written.texts);
    return write(shell, project, options, files, draft.definition !== undefined && !isInside(session, normalUri(uriOf(whole.replaceAll(path.sep, '/')))) ? { uri: draft.definition, before: '', after: text, isNew: true } : undefined, document);
}

async function write(shell: Shell, { session, environment }: OpenProject, options: OpenApiOptions, files: readonly SourceChange[], copy: SourceChange | undefined, { format, notes }: OpenApiSummary): Promise<Ending> {
    const edited = session.with(new Map(files.map(({ uri, after }) => [uri, after])));
    const colors = options.dryRun ? shell.colors.out : shell.colors.err;
    for (const file of files) {
        const diff = paintedDiff(diffOf(session, edited, file), colors);
        if (options.dryRun) shell.print(`${diff}\n`);
        else shell.say(diff);
    }
    for (const note of notes) {
        shell.say(`${shell.colors.err.cyan('note')}: ${note}`);
    }
    if (options.dryRun) {
        shell.say(`Nothing was written.${copy ? ` The document would be copied to ${session.relative(copy.uri)}.` : ''}`);
        return exitCodes.done;
    }
    const all = [...files, ...copy ? [copy] : []];
    const signal = shell.interruptible(() => 'Nothing was written.');
    const declined = options.yes ? undefined : await askConfirmation({ ...environment, protected: false }, `an edit of ${counted(all.length, 'file')}`, signal);
    const failed = declined ?? await writeSources(session, all);
    if (failed) {
        return failed;
    }
    shell.print(all.map(({ uri }) => `${shell.colors.out.green('✓ wrote')} ${session.relative(uri)}\n`).join(''));
    shell.say(`Imported from ${format}. Look what a registration would change now: apim plan -e ${environment.name}`);
    return exitCodes.done;
}

/** The document, completed by the options. */
function draftFrom({ session: { project }, session }: OpenProject, document: OpenApiSummary, file: string, options: OpenApiOptions): Extract<DraftSoFar, { kind: 'api' }> | Stop {
    const organizations = [...project.index.keys('organization')].sort();
    const organization = options.org ?? (organizations.length === 1 ? organizations[0] : undefined);
    if (organization === undefined || !organizations.includes(organization)) {
        const known = organizations.length > 0 ? `Declared: ${organizations.join(', ')}.` : 'None is declared yet: write organization Name { } into an .apim file.';
        return stop('usage', organization === undefined ? `Which organization offers the API? Name it with --org. ${known}` : `There is no organization ${organization} in this project. ${known}`);
    }
    const locked = [...project.index.keys('plan')].filter(key => key.startsWith(`${organization}/`) && project.index.find('plan', key)?.locked).sort();
    const offers = options.plan.map(plan => locked.findLast(key => key === `${organization}/${plan}` || key.startsWith(`${organization}/${plan}@`)));
    const missing = options.plan[offers.indexOf(undefined)];
    const plan = options.newPlan === undefined ? undefined : newPlan(organization, options.newPlan, options.limit);
    const plans = locked.length > 0 ? `Locked plans: ${locked.map(key => key.slice(key.indexOf('/') + 1)).join(', ')}.` : `${organization} has no locked plan yet.`;
    if (missing !== undefined) return stop('usage', `${organization} has no locked plan ${missing}. ${plans}`);
    if (plan && isStop(plan)) return plan;
    if (!options.public && !options.draft && offers.length === 0 && !plan) return stop('usage', `A published private API offers a plan: name one with --plan or --new-plan, or say --public or --draft. ${plans}`);
    const endpoint = options.endpoint ?? document.servers[0]?.url;
    if (endpoint === undefined && !options.draft) return stop('usage', 'The document does not say where the API is implemented: give --endpoint, or say --draft.');
    const { signIn: suggested, ...said } = draftOfOpenApi(session, document, file, organization);
    const signIn = options.keys === undefined ? whole(suggested) : { policy: 'Jwt' as const, keys: options.keys };
    return {
        ...said, organization, state: options.draft ? 'draft' : 'published', access: options.public ? 'public' : 'private', offers: offers.filter(key => key !== undefined),
        ...options.name === undefined ? {} : { name: options.name, ...options.name === document.title ? {} : { title: document.title } }, ...options.apiVersion === undefined ? {} : { version: options.apiVersion },
        ...endpoint === undefined ? {} : { endpoint }, ...plan ? { plan } : {}, ...signIn ? { signIn } : {}
    };
}

function newPlan(organization: string, written: string, limit: string): PlanDraft | Stop {
    const [name = '', version = '1.0'] = written.split('@');
    const [, calls, period] = /^(\d+)\/(Second|Minute|Hour|Day|Month|Year)$/i.exec(limit) ?? [];
    if (calls === undefined || period === undefined) return stop('usage', `'${limit}' is no limit: write calls, a slash and the period, such as 1000/Day.`);
    const word = `${period.charAt(0).toUpperCase()}${period.slice(1).toLowerCase()}` as LimitDraft['period'];
    return { kind: 'plan', organization, name, version, locked: true, limit: { policy: 'RateLimiting', limit: calls, period: word } };
}

/** A policy whose addresses are known; nobody is asked for the others here. */
function whole(signIn: SignInDraft | undefined): SignInDraft | undefined {
    return signIn && (signIn.policy === 'BasicAuthentication' || (signIn.policy === 'Jwt' ? signIn.keys : signIn.realm) !== '') ? signIn : undefined;
}
