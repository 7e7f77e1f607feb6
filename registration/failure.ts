import type { Role } from '../language/declarations.ts';

/** What happened outside of us and is no bug of ours. Nothing in it is secret; `gateway` is the address without credentials. */
export type Failure =
    | { kind: 'gateway-unreachable'; gateway: string; detail: string }
    | { kind: 'not-a-gateway'; gateway: string; detail: string }
    | { kind: 'credentials-refused'; gateway: string; environment: string; what?: string }
    /** `silentWrite`: it refused to write, with 500 and without a word, as a headless gateway does. */
    | { kind: 'gateway-refused'; gateway: string; status: number; errorType?: string; message?: string; silentWrite?: true }
    | { kind: 'overloaded'; gateway: string; retryAfterSeconds: number }
    | { kind: 'insecure-gateway-url'; gateway: string }
    | { kind: 'invalid-gateway-url'; gateway: string }
    | { kind: 'no-gateway'; environment: string }
    | { kind: 'password-missing'; gateway: string; environment: string; what: string }
    | { kind: 'untrusted-connection'; gateway: string; detail: string; advice: string }
    | { kind: 'token-refused'; tokenUrl: string; environment: string; why: string }
    | { kind: 'tls-file'; path: string; why: string }
    | { kind: 'secrets-missing'; secrets: { name: string; usedBy: readonly string[] }[] }
    | { kind: 'unknown-entity'; entity: string; known: readonly string[] }
    | { kind: 'api-not-at-gateway'; client: string; api: string; gateway: string }
    | { kind: 'plan-changed' }
    | { kind: 'record-unusable'; path: string; line: number; why: string }
    | { kind: 'keys-lost'; clients: readonly string[]; environment: string }
    | { kind: 'not-ours'; entities: readonly string[] }
    | { kind: 'changed-since-plan'; entity: string; gateway: string }
    | { kind: 'not-in-force'; entity: string; gateway: string; seconds: number }
    | { kind: 'overwritten'; entity: string; gateway: string }
    | { kind: 'needs-failed'; entity: string; needs: string }
    | { kind: 'cancelled' }
    | { kind: 'outcome-unknown'; entity: string; gateway: string; detail: string }
    | { kind: 'not-registered'; client: string; environment: string }
    | { kind: 'key-file-open-to-others'; path: string }
    | { kind: 'key-file-unusable'; path: string; detail: string }
    | { kind: 'keys-missing'; path: string; clients: readonly string[] }
    | { kind: 'same-key'; clients: readonly [string, string]; place: { file: string } | { gateway: string } }
    /** `keepsKeys`: the API that needs what the gateway cannot do yet; without it, what it holds cannot be read. */
    | { kind: 'gateway-too-old'; gateway: string; version: string; since: string; keepsKeys?: string }
    | { kind: 'role-missing'; action: string; organization: string; user?: string; role: Role; holders: readonly string[] }
    | { kind: 'another-run'; environment: string; pid: number }
    | { kind: 'no-local-gateway' }
    | { kind: 'local-gateway-failed'; detail: string }
    | { kind: 'port-in-use'; port: number }
    | { kind: 'disk'; path: string; code: string };

export type FailureKind = Failure['kind'];

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function succeed<T>(value: T): Result<T> {
    return { ok: true, value };
}

export function fail(failure: Failure): { ok: false; failure: Failure } {
    return { ok: false, failure };
}

/** What happened and what to do next, in words for people. Holds no secret. */
export function describeFailure(failure: Failure): string {
    return say(failure.kind, failure);
}

/** The exit code of the command line (`0` is no failure; see `docs/cli.md`). */
export function exitCodeOf(failure: Failure): number {
    return failures[failure.kind].exit;
}

/** The name of the environment variable that carries the value of a secret parameter, or a gateway's password. */
export function secretVariable(prefix: 'APIM_SECRET_' | 'APIM_PASSWORD_' | 'APIM_PASSPHRASE_', name: string): string {
    return prefix + name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

type FailureTable = { [K in FailureKind]: { exit: 1 | 4 | 5 | 6 | 64; say: (failure: Extract<Failure, { kind: K }>) => string } };

const failures: FailureTable = {
    'gateway-unreachable': {
        exit: 5,
        say: ({ gateway, detail }) => `The gateway ${gateway} cannot be reached (${detail}). Check that it runs and that its address in apim.yaml is right, then try again.`
    },
    'not-a-gateway': {
        exit: 5,
        say: ({ gateway, detail }) => `${gateway} does not answer as a gateway (${detail}). Give the address of Apiman's configuration API as "url" in apim.yaml; on Tomcat and WildFly it ends with /apiman-gateway-api.`
    },
    'credentials-refused': {
        exit: 5,
        say: ({ gateway, environment, what }) => what === undefined
            ? `The gateway ${gateway} asks for credentials. Add "auth" to it in the environment '${environment}' of apim.yaml, and give the secret in ${secretVariable('APIM_PASSWORD_', environment)}.`
            : `The gateway ${gateway} refuses the ${what}. Give the right one in ${secretVariable('APIM_PASSWORD_', environment)}, or correct "auth" in apim.yaml.`
    },
    'untrusted-connection': { exit: 5, say: ({ gateway, detail, advice }) => `No connection to the gateway ${gateway}: ${detail}. ${advice}` },
    'token-refused': {
        exit: 5,
        say: ({ tokenUrl, environment, why }) => `There is no token from ${tokenUrl}: ${why}. Look at "auth" in apim.yaml, and at the secret in ${secretVariable('APIM_PASSWORD_', environment)}.`
    },
    'tls-file': { exit: 1, say: ({ path, why }) => `${path}, which apim.yaml names under "tls", cannot be used: ${why}.` },
    'gateway-refused': {
        exit: 4,
        say: ({ gateway, status, errorType, message, silentWrite }) => silentWrite
            ? `The gateway ${gateway} refused to write: it answered ${status} without a word. A headless one, which loads its registrations from a file, always does: `
            + 'give it the document of apim build --with-keys instead. The log of any other says more; run the command again once that is put right.'
            : `The gateway ${gateway} answered ${status}${errorType ? ` ${errorType}` : ''}${message ? `: ${asSentence(message)}` : '.'} Its log says more; run the command again once that is put right.`
    },
    'overloaded': {
        exit: 5,
        say: ({ gateway, retryAfterSeconds }) => `The gateway ${gateway} is busy and asks to come back in ${retryAfterSeconds} seconds. Run the command again then.`
    },
    'insecure-gateway-url': {
        exit: 6,
        say: ({ gateway }) => `The password for '${gateway}' would be readable on the way. Use https, or an address of this machine.`
    },
    'invalid-gateway-url': { exit: 1, say: ({ gateway }) => `'${gateway}' is not the address of a gateway. Write an http or https address without user and password in apim.yaml.` },
    'no-gateway': { exit: 64, say: ({ environment }) => `The environment '${environment}' has no gateway. Add "gateway: local" or "gateways" to it in apim.yaml.` },
    'password-missing': {
        exit: 6,
        say: ({ gateway, environment, what }) => `There is no ${what} for ${gateway}. Give it in the environment variable ${secretVariable('APIM_PASSWORD_', environment)}.`
    },
    'secrets-missing': {
        exit: 6,
        say: ({ secrets }) => `Nothing was changed: ${secrets.length === 1 ? 'a secret parameter has' : 'secret parameters have'} no value: `
            + `${secrets.map(({ name, usedBy }) => `${name}${usedBy.length > 0 ? ` (used by ${usedBy.join(', ')})` : ''}`).join('; ')}. `
            + `Give ${secrets.length === 1 ? 'it' : 'them'} in the environment: ${secrets.map(({ name }) => secretVariable('APIM_SECRET_', name)).join(', ')}.`
    },
    'unknown-entity': {
        exit: 64,
        say: ({ entity, known }) => `There is no '${entity}' in this project. ${known.length > 0 ? `Declared: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ` and ${known.length - 20} more` : ''}.` : 'Declare it in an .apim file first.'}`
    },
    'api-not-at-gateway': {
        exit: 4,
        say: ({ client, api, gateway }) => `Nothing was changed: ${client} has a contract with ${api}, which is neither part of this registration nor published at ${gateway}. Publish the API first, or remove the contract.`
    },
    'plan-changed': { exit: 6, say: () => 'Nothing was changed: the source or the gateway is no longer as it was when the plan was made. Make and review a new plan.' },
    'record-unusable': {
        exit: 6,
        say: ({ path, line, why }) => `Nothing was changed: the record ${path} cannot be used, line ${line}: ${why}. Put it right, or delete it: without it who made a difference is not known, and nothing is removed.`
    },
    'keys-lost': {
        exit: 6,
        say: ({ clients, environment }) => `Nothing was changed: the gateway has lost the API key of ${listed(clients)} in '${environment}'. `
            + 'Give the keys that their users call with by --keys FILE, or make new ones with --new-keys; then the users need the new ones.'
    },
    'not-ours': { exit: 6, say: ({ entities }) => `${listed(entities)} stands at the gateway and was not registered from here. Look with apim plan --adopt, and take it over with --adopt.` },
    'changed-since-plan': { exit: 4, say: ({ entity, gateway }) => `${entity} was changed at ${gateway} by somebody else in the meantime and was left as it is. Run the command again to see the difference.` },
    'not-in-force': {
        exit: 4,
        say: ({ entity, gateway, seconds }) => `${gateway} accepted ${entity}, but it was not in force after ${seconds} seconds. Look into the gateway's log, then run the command again.`
    },
    'overwritten': {
        exit: 4,
        say: ({ entity, gateway }) => `${gateway} accepted ${entity}, and a moment later held something else: somebody changed it at the same time. Run the command again to see the difference.`
    },
    'needs-failed': { exit: 4, say: ({ entity, needs }) => `${entity} was left as it is, because this failed before: ${needs}. Run the command again once that is put right.` },
    'cancelled': { exit: 4, say: () => 'It was cancelled, and this was left as it is. Run the command again to do the rest.' },
    'outcome-unknown': {
        exit: 4,
        say: ({ entity, gateway, detail }) => `Whether ${entity} was changed at ${gateway} is not known (${detail}). Run the command again: it compares first and does what is missing.`
    },
    'not-registered': { exit: 64, say: ({ client, environment }) => `${client} is not registered in the environment '${environment}' and has no key there. Register it first: apim register ${client}` },
    'key-file-open-to-others': { exit: 6, say: ({ path }) => `${path} holds API keys, and other users of this machine can read or change it. Make it yours alone: chmod 600 ${path}` },
    'key-file-unusable': {
        exit: 6,
        say: ({ path, detail }) => `${path} cannot be used as a file of API keys: ${asSentence(detail)} It is JSON such as { "ShopInc/MobileShop@2.1": "<key>" }.`
    },
    'keys-missing': {
        exit: 6,
        say: ({ path, clients }) => `${path} has no API key for ${clients.slice(0, 20).join(', ')}${clients.length > 20 ? ` and ${clients.length - 20} more` : ''}. `
            + `Write into it what apim key ${clients[0] ?? ''} prints where the client is registered already, or let --new-keys make one for each.`
    },
    'same-key': {
        exit: 6,
        say: ({ clients: [one, other], place }) => `Nothing was changed: ${one} and ${other} have the same API key ${'file' in place ? `in ${place.file}` : `at ${place.gateway}`}, `
            + `and a gateway knows a caller by nothing else. ${'file' in place ? 'Give one of them another key there.' : `Give one of them another key: apim key rotate ${one}`}`
    },
    'gateway-too-old': {
        exit: 4,
        say: ({ gateway, version, since, keepsKeys }) => `Nothing was changed: ${keepsKeys === undefined ? 'reading back what a gateway holds' : `'keepKeys: true' of ${keepsKeys}`} `
            + `takes Apiman ${since} or newer, and ${gateway} is ${version}. Update the gateway${keepsKeys === undefined ? '.' : ', or leave that out of the source.'}`
    },
    'role-missing': {
        exit: 6,
        say: ({ action, organization, user, role, holders }) =>
            `${user === undefined ? 'Who has not said who they are' : `'${user}'`} may not ${action} in ${organization}: that takes the role ${role}. `
            + `${holders.length > 0 ? `Ask ${holders.join(', ')}.` : `Nobody has it: add a member with this role to ${organization}.`}`
            + `${user === undefined ? ' Say who you are with APIM_USER, the setting apim.user, or git\'s user.email.' : ''}`
    },
    'another-run': { exit: 6, say: ({ environment, pid }) => `Another run (process ${pid}) registers in the environment '${environment}'. Wait until it has ended, then try again.` },
    'no-local-gateway': { exit: 5, say: () => 'The local gateway of this project does not run. Start it with: apim gateway start' },
    'local-gateway-failed': { exit: 5, say: ({ detail }) => `The local gateway did not start: ${asSentence(detail)} Put that right, then start it again.` },
    'port-in-use': { exit: 5, say: ({ port }) => `Port ${port} is in use by another program. End that program, or choose another port with --port and --api-port.` },
    'disk': { exit: 4, say: ({ path, code }) => `${path} cannot be written (${code}). Make room or correct its permissions, then try again.` }
};

function say<K extends FailureKind>(kind: K, failure: Extract<Failure, { kind: K }>): string {
    return failures[kind].say(failure);
}

function listed(names: readonly string[]): string {
    const shown = names.slice(0, 10).join(', ');
    return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}

function asSentence(text: string): string {
    return /[.!?]$/.test(text) ? text : `${text}.`;
}
