import path from 'node:path';
import { Command, Option } from 'commander';
import { readKeyFile } from '../../registration/key-file.ts';
import { isStop, stop, stopFor, type Ending } from '../ending.ts';
import { optionsOf } from '../global-options.ts';
import { readPlanFile } from '../plan-file.ts';
import type { Commands } from '../program.ts';
import { registrationFormats, runRegistration, type RegistrationOptions } from '../registration.ts';
import type { Shell } from '../shell.ts';

interface RegisterOptions extends RegistrationOptions { plan?: string; prune: boolean; adopt: boolean; newKeys: boolean; keys?: string }

export function registerCommand({ shell, end }: Commands): Command {
    return new Command('register')
        .description('Publish the APIs and register the clients at the gateways of an environment; retire what is declared retired.')
        .argument('[client...]', 'only these clients with the APIs that they need, such as ShopInc/MobileShop@2.1, or only these APIs (default: everything)')
        .option('-y, --yes', 'do it without asking', false)
        .option('--confirm <environment>', 'confirm for a protected environment, by its name')
        .option('--plan <file>', 'carry out exactly this plan, made with apim plan --out; refused where source or gateway moved on')
        .option('--prune', 'also remove what was registered from here and is no longer declared', false)
        .option('--adopt', 'take over what stands at the gateway and was not registered from here', false)
        .option('--new-keys', 'make new API keys for clients whose key the gateway has lost', false)
        .option('--keys <file>', 'take the keys of clients that have none at the gateway from this file of mode 0600')
        .option('--smoke', 'then call each contract of the clients that were registered once, and end with 4 where the gateway cannot serve one', false)
        .addOption(new Option('--format <format>', 'how to print what was done').choices(registrationFormats).default('text'))
        .option('--secrets-stdin', 'read lines APIM_PASSWORD_<ENVIRONMENT>=value and APIM_SECRET_<NAME>=value from stdin', false)
        .addHelpText('after', `
On a terminal the plan is shown and asked about first. A client keeps the API key that it has; a new one gets a random key, which
is never shown: read it with apim key. A second run changes nothing. Ctrl-C ends it, and says what was and was not done; the next run
does the rest. What was registered is noted in apim.record.<environment>.jsonl beside apim.yaml, without any secret: commit it.

A call of --smoke is a GET on the address of the API with the client's key: rate limits and quotas count it, and what the back end
answers is not judged. Where APIM_GATEWAY_<ENVIRONMENT> is set, it has to name "publicUrl" too, or the key is not sent there.

Examples:
  apim register                               everything that is declared, in the default environment
  apim register ShopInc/MobileShop@2.1        one client with the APIs that it needs
  apim register --yes --format json           for scripts
  apim register --yes --format github         failures as annotations in GitHub Actions
  apim register -e production --confirm production --plan plan.json
  sops -d secrets.env | apim register --yes --secrets-stdin`)
        .action(async (clients: string[], _, command: Command) => end(await register(shell, clients, optionsOf(command))));
}

async function register(shell: Shell, named: string[], options: RegisterOptions): Promise<Ending> {
    const reviewed = options.plan === undefined ? undefined : await readPlanFile(path.resolve(shell.folder, options.plan));
    if (reviewed && isStop(reviewed)) {
        return reviewed;
    }
    if (reviewed && named.length > 0) {
        return stop('usage', 'A plan says which clients it is about: name either clients or --plan.');
    }
    if (reviewed && (options.prune || options.adopt)) {
        return stop('usage', 'What a plan may do was decided when it was made: give --prune and --adopt to apim plan.');
    }
    const keys = options.keys === undefined ? undefined : await readKeyFile(path.resolve(shell.folder, options.keys));
    if (keys && !keys.ok) {
        return stopFor(keys.failure);
    }
    return runRegistration(shell, {
        ...options, ...(options.environment ?? reviewed?.environment ? { environment: options.environment ?? reviewed?.environment } : {})
    }, {
        reviewed,
        wish: {
            entities: reviewed ? reviewed.clients : named.length > 0 ? named : undefined, keys: keys?.value,
            options: { prune: options.prune, adopt: options.adopt, newKeys: options.newKeys, ...reviewed?.options, ...(options.newKeys ? { newKeys: true } : {}) }
        }
    });
}
