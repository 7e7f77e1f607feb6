import { existsSync } from 'node:fs';
import { Argument, Command } from 'commander';
import { keyOf } from '../../language/declarations.ts';
import { disk } from '../../language-server/session/disk.ts';
import { gitEmail } from '../../language-server/session/git-email.ts';
import { currentUser } from '../../language-server/session/identity.ts';
import { environmentNames } from '../../project/environment.ts';
import { visibleOrganizations } from '../../registration/roles.ts';
import { candidates, type NameKind, type Place } from '../completion/candidates.ts';
import { completionScripts } from '../completion/scripts.ts';
import { exitCodes } from '../ending.ts';
import { projectFolderOf } from '../global-options.ts';
import { openWholly } from '../open-wholly.ts';
import type { Commands } from '../program.ts';
import type { Shell } from '../shell.ts';

export function completionCommand({ shell, end }: Commands): Command {
    return new Command('completion')
        .description('Print what makes bash, zsh or fish complete commands, options, and the names of the project.')
        .addArgument(new Argument('<shell>', 'the shell that is to complete').choices(Object.keys(completionScripts)))
        .addHelpText('after', `
Clients, plans and APIs of the project and its environments are completed, too; no gateway is asked.

Examples:
  source <(apim completion bash)              in ~/.bashrc
  source <(apim completion zsh)               in ~/.zshrc, behind compinit
  apim completion fish > ~/.config/fish/completions/apim.fish`)
        .action((name: keyof typeof completionScripts) => {
            shell.print(completionScripts[name]);
            end(exitCodes.done);
        });
}

/** What the scripts ask; no help mentions it. */
export function completeCommand({ shell, end }: Commands): Command {
    return new Command('complete').argument('[words...]').action(async (words: string[], _, command: Command) => {
        const found = await candidates(command.parent ?? command, words, (kind, place) => namesOf(kind, place, shell));
        shell.print(found.map(one => typeof one === 'string' ? `:${one}\n` : `${one.value}\t${one.about.split('\n')[0]}\n`).join(''));
        end(exitCodes.done);
    });
}

/** Names that can be written here. Whoever completes is not told what is wrong with the project. */
async function namesOf(kind: NameKind, place: Place, shell: Shell): Promise<string[]> {
    const folder = await projectFolderOf(shell, place, disk);
    // Without an apim.yaml every folder below would be looked through, which is too much for a key that is pressed in passing.
    if (typeof folder !== 'string' || !existsSync(`${folder}/apim.yaml`)) {
        return [];
    }
    const session = await openWholly({ ...shell, say: () => undefined }, place);
    if ('exit' in session) {
        return [];
    }
    if (kind === 'environment') {
        return environmentNames(session.parsed.file);
    }
    const found = session.environment(place.environment);
    if (found.kind === 'unknown') {
        return [];
    }
    const { environment } = found;
    const user = await currentUser(undefined, shell.environment, () => gitEmail(session.folder));
    const { visible } = visibleOrganizations(session.declarations('organization', environment), { user, admins: session.parsed.file.admins });
    const clients = session.declarations('client', environment);
    const others = kind === 'client' ? [] : [...session.declarations('plan', environment), ...session.declarations('api', environment)];
    return [...new Set([...clients, ...others].filter(({ organization }) => visible.includes(organization)).map(keyOf))].sort();
}
