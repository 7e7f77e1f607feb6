import path from 'node:path';
import { Command } from 'commander';
import type { SecretSource } from '../../language-server/session/registering.ts';
import type { Secret } from '../../registration/secret.ts';
import { secretVariable } from '../../registration/failure.ts';
import { stopFor, type Ending } from '../ending.ts';
import { openProject, optionsOf, refuseErrors, type GlobalOptions, type OpenProject } from '../open-project.ts';
import { writeOutputFile } from '../../registration/output-file.ts';
import type { Commands } from '../program.ts';
import { secretSource } from '../secrets.ts';
import type { Shell } from '../shell.ts';

interface BuildOptions extends GlobalOptions { out?: string; withSecrets: boolean; secretsStdin: boolean }

export function buildCommand({ shell, end }: Commands): Command {
    return new Command('build')
        .description('Compile the project to the document that a gateway loads: { "apis": […], "clients": […] }.')
        .option('-o, --out <file>', 'write it to this file instead of stdout; the file is replaced as a whole')
        .option('--with-secrets', 'fill in the values of secret parameters; a file is then readable by its owner only', false)
        .option('--secrets-stdin', 'with --with-secrets: read lines APIM_SECRET_<NAME>=value from stdin', false)
        .addHelpText('after', `
The document holds no API keys. Secret parameters stay \${name} unless --with-secrets.
Ends with 1 where the source has errors, and writes nothing then.

Examples:
  apim build                                  print it
  apim build --out gateway.json               into a file
  apim build -e production                    with the values of this environment
  APIM_SECRET_SHOPPASSWORD=… apim build --with-secrets --out gateway.json`)
        .action(async (_, command: Command) => end(await build(shell, optionsOf(command))));
}

async function build(shell: Shell, options: BuildOptions): Promise<Ending> {
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
    for (const { message } of compiled.skipped) {
        shell.say(shell.colors.err.dim(`left out: ${message}`));
    }
    for (const { name } of options.withSecrets ? [] : compiled.secretsUsed) {
        shell.say(shell.colors.err.dim(`secret: \${${name}} stands for the value of ${secretVariable('APIM_SECRET_', name)}; --with-secrets fills it in`));
    }
    const text = `${JSON.stringify(compiled.document, undefined, 2)}\n`;
    if (options.out === undefined) {
        shell.print(text);
        return 0;
    }
    const written = await writeOutputFile(path.resolve(shell.folder, options.out), text, { secret: options.withSecrets });
    return written.ok ? 0 : stopFor(written.failure);
}

async function withSecrets({ session, environment }: OpenProject, source: SecretSource) {
    const values = new Map<string, Secret>();
    const { secretsUsed } = session.compile(environment);
    for (const { name } of secretsUsed) {
        const value = await source.secretParameter(environment.name, name);
        if (value) {
            values.set(name, value);
        }
    }
    const missing = secretsUsed.filter(({ name }) => !values.has(name));
    return missing.length > 0
        ? stopFor({ kind: 'secrets-missing', secrets: missing })
        : session.compile(environment, name => values.get(name)?.reveal() ?? '');
}
