import { realpathSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import type { CompiledProject } from '../../compiler/compiled-project.ts';
import { secretVariable } from '../../registration/failure.ts';
import { leftOutText } from '../../registration/left-out.ts';
import { writeOutputFile } from '../../registration/output-file.ts';
import type { Secret } from '../../registration/secret.ts';
import { parameterOrigin } from '../../language-server/session/parameter-origin.ts';
import type { SecretSource } from '../../language-server/session/registering.ts';
import { isStop, stop, stopFor, type Ending, type Stop } from '../ending.ts';
import { joinKeys } from '../headless.ts';
import { optionsOf, type GlobalOptions } from '../global-options.ts';
import { openProject, refuseErrors, type OpenProject } from '../open-project.ts';
import type { Commands } from '../program.ts';
import { secretSource } from '../secrets.ts';
import type { Shell } from '../shell.ts';

interface BuildOptions extends GlobalOptions { out?: string; withSecrets: boolean; secretsStdin: boolean; withKeys?: string; newKeys: boolean }

export function buildCommand({ shell, end }: Commands): Command {
    return new Command('build')
        .description('Compile the project to the document that a gateway loads: { "apis": […], "clients": […] }.')
        .option('-o, --out <file>', 'write it to this file instead of stdout; the file is replaced as a whole')
        .option('--with-secrets', 'fill in the values of secret parameters; a file is then readable by its owner only', false)
        .option('--secrets-stdin', 'with --with-secrets: read lines APIM_SECRET_<NAME>=value from stdin', false)
        .option('--with-keys <file>', 'add the API keys that this file holds, for a headless gateway; a file is then readable by its owner only')
        .option('--new-keys', 'with --with-keys: make a key for each client that has none in that file, and write it there', false)
        .addHelpText('after', `
Secret parameters stay \${name} unless --with-secrets, and there are no API keys in the document unless --with-keys.
A file of keys is JSON, { "ShopInc/MobileShop@2.1": "<key>" }, that only its owner may read (chmod 600).
Ends with 1 where the source has errors, and with 6 where a secret or a key is missing; it writes nothing then.

Examples:
  apim build                                  print it
  apim build --out gateway.json               into a file
  apim build -e production                    with the values of this environment
  APIM_SECRET_SHOPPASSWORD=… apim build --with-secrets --out gateway.json
  apim build --with-secrets --with-keys keys.json --new-keys --out gateway.json`)
        .action(async (_, command: Command) => end(await build(shell, optionsOf(command))));
}

async function build(shell: Shell, options: BuildOptions): Promise<Ending> {
    const wrong = refuseOptions(shell, options);
    if (wrong) {
        return wrong;
    }
    const project = await openProject(shell, options);
    if ('exit' in project) {
        return project;
    }
    const refused = refuseErrors(project, shell);
    if (refused) {
        return refused;
    }
    const compiled = options.withSecrets ? await withSecrets(project, await secretSource(shell, { stdin: options.secretsStdin, askParameters: true })) : project.session.compile(project.environment);
    if ('exit' in compiled) {
        return compiled;
    }
    const document = options.withKeys === undefined ? compiled.document : await joinKeys(shell, project, compiled.document, { file: options.withKeys, newKeys: options.newKeys });
    if (isStop(document)) {
        return document;
    }
    sayWhatIsMissing(shell, compiled, options);
    const text = `${JSON.stringify(document, undefined, 2)}\n`;
    if (options.out === undefined) {
        shell.print(text);
        return 0;
    }
    const written = await writeOutputFile(path.resolve(shell.folder, options.out), text, { secret: options.withSecrets || options.withKeys !== undefined });
    return written.ok ? 0 : stopFor(written.failure);
}

function refuseOptions({ folder }: Shell, { out, withKeys, newKeys }: BuildOptions): Stop | undefined {
    if (withKeys === undefined) {
        return newKeys ? stop('usage', '--new-keys writes the keys that it makes into the file of --with-keys: name one.') : undefined;
    }
    return out !== undefined && realPath(folder, out) === realPath(folder, withKeys)
        ? stop('usage', 'The document would replace the file that its keys come from: name another file with --out.') : undefined;
}

function sayWhatIsMissing(shell: Shell, { skipped, secretsUsed }: CompiledProject, { withSecrets: filledIn }: BuildOptions): void {
    for (const left of skipped) {
        shell.say(shell.colors.err.dim(`left out: ${leftOutText(left)}`));
    }
    for (const { name } of filledIn ? [] : secretsUsed) {
        shell.say(shell.colors.err.dim(`secret: \${${name}} stands for the value of ${secretVariable('APIM_SECRET_', name)}; --with-secrets fills it in`));
    }
}

async function withSecrets({ session, environment }: OpenProject, source: SecretSource) {
    const values = new Map<string, Secret>();
    const { secretsUsed } = session.compile(environment);
    for (const { name } of secretsUsed) {
        const value = await source.secretParameter(environment.name, name, parameterOrigin(environment));
        if (value) {
            values.set(name, value);
        }
    }
    const missing = secretsUsed.filter(({ name }) => !values.has(name));
    return missing.length > 0
        ? stopFor({ kind: 'secrets-missing', secrets: missing })
        : session.compile(environment, name => values.get(name)?.reveal() ?? '');
}

function realPath(folder: string, file: string): string {
    const full = path.resolve(folder, file);
    try {
        return realpathSync(full);
    } catch {
        return full;
    }
}
