import { isCancel, password as askPassword } from '@clack/prompts';
import type { SecretSource } from '../language-server/session/registering.ts';
import type { Environment } from '../project/environment.ts';
import { secretVariable } from '../registration/failure.ts';
import { Secret } from '../registration/secret.ts';
import { stop, type Stop } from './ending.ts';
import type { Shell } from './shell.ts';

export interface SecretOptions {
    /** Read lines `APIM_…=value` from stdin. */
    stdin: boolean;
    /** Ask for secret parameters that have no value; where they are only compared, what is missing is said instead. */
    askParameters: boolean;
}

/** The secrets of a run: stdin where it is wanted, then environment variables, then a prompt on a terminal. */
export async function secretSource(shell: Shell, { stdin, askParameters }: SecretOptions): Promise<SecretSource> {
    const given = stdin ? readLines(await shell.readInput()) : new Map<string, string>();
    const asked = new Map<string, Promise<Secret | undefined>>();
    const find = (variable: string, question: string | undefined): Promise<Secret | undefined> => {
        const value = given.get(variable) ?? shell.environment[variable];
        if (value) {
            return Promise.resolve(new Secret(value));
        }
        if (question === undefined || !shell.interactive || stdin) {
            return Promise.resolve(undefined);
        }
        const answer = asked.get(variable) ?? ask(question);
        asked.set(variable, answer);
        return answer;
    };
    return {
        gatewayPassword: (environment, username, origin) => find(secretVariable('APIM_PASSWORD_', environment), username === 'token' ? `Token for ${origin}` : `Password of ${username} at ${origin}`),
        keyPassphrase: (environment, file) => find(secretVariable('APIM_PASSPHRASE_', environment), `Passphrase of the key ${file}`),
        secretParameter: (_, name) => find(secretVariable('APIM_SECRET_', name), askParameters ? `Value of the secret parameter ${name}` : undefined)
    };
}

/**
 * Refuses gateways that `APIM_GATEWAY_<ENVIRONMENT>` does not allow (several addresses with blanks in between): a pipeline that runs on
 * other people's changes sets it, so that no edit of `apim.yaml` decides where its secrets are sent.
 */
export function checkPinnedGateways({ name, gateways }: Environment, { environment }: Shell): Stop | undefined {
    const allowed = pinnedAddresses(name, environment);
    if (!allowed) {
        return undefined;
    }
    const variable = pinVariable(name);
    if (!allowed.every(address => URL.canParse(address))) {
        return stop('refused', `${variable} is not an address such as https://gateway.example:8081, so nothing is sent anywhere. Correct it.`);
    }
    const origins = new Set(allowed.map(address => new URL(address).origin));
    // Where tokens come from gets the secret of the client.
    const addresses = gateways.flatMap(gateway => gateway === 'local' ? [] : [gateway.url, ...(gateway.auth?.type === 'oauth2' ? [gateway.auth.tokenUrl] : [])]);
    const stranger = addresses.find(address => !origins.has(new URL(address).origin));
    return stranger === undefined ? undefined : stop('refused',
        `apim.yaml names the ${gateways.some(gateway => gateway !== 'local' && gateway.url === stranger) ? 'gateway' : 'token address'} ${new URL(stranger).origin} for '${name}', but ${variable} allows ${[...origins].join(', ')} only. Nothing was sent. Correct whichever is wrong.`);
}

/** The environment without each `publicUrl` that is not pinned: API keys are sent there as well, and then the gateway itself is asked for its address. */
export function withPinnedAddresses(environment: Environment, shell: Shell): Environment {
    const allowed = pinnedAddresses(environment.name, shell.environment)?.filter(address => URL.canParse(address)).map(address => new URL(address).origin);
    return !allowed ? environment : {
        ...environment,
        gateways: environment.gateways.map(gateway => {
            if (gateway === 'local' || gateway.publicUrl === undefined || allowed.includes(new URL(gateway.publicUrl).origin)) {
                return gateway;
            }
            const { publicUrl: _, ...others } = gateway;
            return others;
        })
    };
}

function pinnedAddresses(environment: string, variables: Shell['environment']): string[] | undefined {
    const pinned = variables[pinVariable(environment)]?.trim();
    return pinned ? pinned.split(/\s+/) : undefined;
}

function pinVariable(environment: string): string {
    return secretVariable('APIM_PASSWORD_', environment).replace('PASSWORD', 'GATEWAY');
}

function readLines(text: string): Map<string, string> {
    return new Map(text.split(/\r?\n/).flatMap(line => {
        const equals = line.indexOf('=');
        return equals > 0 ? [[line.slice(0, equals).trim(), line.slice(equals + 1)] as const] : [];
    }));
}

async function ask(message: string): Promise<Secret | undefined> {
    const answer = await askPassword({ message, output: process.stderr });
    return isCancel(answer) || !answer ? undefined : new Secret(answer);
}
