import { t } from '@vscode/l10n';
import type { Role } from '../language/declarations.ts';
import type { Action } from './roles.ts';

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
    | { kind: 'role-missing'; action: Action; organization: string; user?: string; role: Role; holders: readonly string[] }
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

/** What happened and what to do next, in words for people, and in the language of whom they are for (`language-server/spoken-language.ts`). Holds no secret. */
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
        say: ({ gateway, detail }) => t('The gateway {0} cannot be reached ({1}). Check that it runs and that its address in apim.yaml is right, then try again.', gateway, detail)
    },
    'not-a-gateway': {
        exit: 5,
        say: ({ gateway, detail }) => t('{0} does not answer as a gateway ({1}). Give the address of Apiman\'s configuration API as "url" in apim.yaml; on Tomcat and WildFly it ends with /apiman-gateway-api.', gateway, detail)
    },
    'credentials-refused': {
        exit: 5,
        say: ({ gateway, environment, what }) => what === undefined
            ? t('The gateway {0} asks for credentials. Add "auth" to it in the environment \'{1}\' of apim.yaml, and give the secret in {2}.', gateway, environment, secretVariable('APIM_PASSWORD_', environment))
            : t('The gateway {0} refuses the {1}. Give the right one in {2}, or correct "auth" in apim.yaml.', gateway, what, secretVariable('APIM_PASSWORD_', environment))
    },
    'untrusted-connection': { exit: 5, say: ({ gateway, detail, advice }) => t('No connection to the gateway {0}: {1}. {2}', gateway, detail, advice) },
    'token-refused': {
        exit: 5,
        say: ({ tokenUrl, environment, why }) => t('There is no token from {0}: {1}. Look at "auth" in apim.yaml, and at the secret in {2}.', tokenUrl, why, secretVariable('APIM_PASSWORD_', environment))
    },
    'tls-file': { exit: 1, say: ({ path, why }) => t('{0}, which apim.yaml names under "tls", cannot be used: {1}.', path, why) },
    'gateway-refused': {
        exit: 4,
        say: ({ gateway, status, errorType, message, silentWrite }) => {
            if (silentWrite) return t('The gateway {0} refused to write: it answered {1} without a word. A headless one, which loads its registrations from a file, always does: give it the document of apim build --with-keys instead. The log of any other says more; run the command again once that is put right.', gateway, status);
            const answer = `${status}${errorType ? ` ${errorType}` : ''}`;
            return message ? t('The gateway {0} answered {1}: {2} Its log says more; run the command again once that is put right.', gateway, answer, asSentence(message))
                : t('The gateway {0} answered {1}. Its log says more; run the command again once that is put right.', gateway, answer);
        }
    },
    'overloaded': {
        exit: 5,
        say: ({ gateway, retryAfterSeconds }) => t('The gateway {0} is busy and asks to come back in {1} seconds. Run the command again then.', gateway, retryAfterSeconds)
    },
    'insecure-gateway-url': {
        exit: 6,
        say: ({ gateway }) => t("The password for '{0}' would be readable on the way. Use https, or an address of this machine.", gateway)
    },
    'invalid-gateway-url': { exit: 1, say: ({ gateway }) => t("'{0}' is not the address of a gateway. Write an http or https address without user and password in apim.yaml.", gateway) },
    'no-gateway': { exit: 64, say: ({ environment }) => t('The environment \'{0}\' has no gateway. Add "gateway: local" or "gateways" to it in apim.yaml.', environment) },
    'password-missing': {
        exit: 6,
        say: ({ gateway, environment, what }) => t('There is no {0} for {1}. Give it in the environment variable {2}.', what, gateway, secretVariable('APIM_PASSWORD_', environment))
    },
    'secrets-missing': {
        exit: 6,
        say: ({ secrets }) => {
            const names = secrets.map(({ name, usedBy }) => usedBy.length > 0 ? t('{0} (used by {1})', name, usedBy.join(', ')) : name).join('; ');
            const variables = secrets.map(({ name }) => secretVariable('APIM_SECRET_', name)).join(', ');
            return secrets.length === 1 ? t('Nothing was changed: a secret parameter has no value: {0}. Give it in the environment: {1}.', names, variables)
                : t('Nothing was changed: secret parameters have no value: {0}. Give them in the environment: {1}.', names, variables);
        }
    },
    'unknown-entity': {
        exit: 64,
        say: ({ entity, known }) => known.length > 0 ? t("There is no '{0}' in this project. Declared: {1}.", entity, listed(known, 20))
            : t("There is no '{0}' in this project. Declare it in an .apim file first.", entity)
    },
    'api-not-at-gateway': {
        exit: 4,
        say: ({ client, api, gateway }) => t('Nothing was changed: {0} has a contract with {1}, which is neither part of this registration nor published at {2}. Publish the API first, or remove the contract.', client, api, gateway)
    },
    'plan-changed': { exit: 6, say: () => t('Nothing was changed: the source or the gateway is no longer as it was when the plan was made. Make and review a new plan.') },
    'record-unusable': {
        exit: 6,
        say: ({ path, line, why }) => t('Nothing was changed: the record {0} cannot be used, line {1}: {2}. Put it right, or delete it: without it who made a difference is not known, and nothing is removed.', path, line, why)
    },
    'keys-lost': {
        exit: 6,
        say: ({ clients, environment }) => t("Nothing was changed: the gateway has lost the API key of {0} in '{1}'. Give the keys that their users call with by --keys FILE, or make new ones with --new-keys; then the users need the new ones.", listed(clients), environment)
    },
    'not-ours': { exit: 6, say: ({ entities }) => t('{0} stands at the gateway and was not registered from here. Look with apim plan --adopt, and take it over with --adopt.', listed(entities)) },
    'changed-since-plan': { exit: 4, say: ({ entity, gateway }) => t('{0} was changed at {1} by somebody else in the meantime and was left as it is. Run the command again to see the difference.', entity, gateway) },
    'not-in-force': {
        exit: 4,
        say: ({ entity, gateway, seconds }) => t("{0} accepted {1}, but it was not in force after {2} seconds. Look into the gateway's log, then run the command again.", gateway, entity, seconds)
    },
    'overwritten': {
        exit: 4,
        say: ({ entity, gateway }) => t('{0} accepted {1}, and a moment later held something else: somebody changed it at the same time. Run the command again to see the difference.', gateway, entity)
    },
    'needs-failed': { exit: 4, say: ({ entity, needs }) => t('{0} was left as it is, because this failed before: {1}. Run the command again once that is put right.', entity, needs) },
    'cancelled': { exit: 4, say: () => t('It was cancelled, and this was left as it is. Run the command again to do the rest.') },
    'outcome-unknown': {
        exit: 4,
        say: ({ entity, gateway, detail }) => t('Whether {0} was changed at {1} is not known ({2}). Run the command again: it compares first and does what is missing.', entity, gateway, detail)
    },
    'not-registered': { exit: 64, say: ({ client, environment }) => t("{0} is not registered in the environment '{1}' and has no key there. Register it first: apim register {0}", client, environment) },
    'key-file-open-to-others': { exit: 6, say: ({ path }) => t('{0} holds API keys, and other users of this machine can read or change it. Make it yours alone: chmod 600 {0}', path) },
    'key-file-unusable': {
        exit: 6,
        say: ({ path, detail }) => t('{0} cannot be used as a file of API keys: {1} It is JSON such as { "ShopInc/MobileShop@2.1": "<key>" }.', path, asSentence(detail))
    },
    'keys-missing': {
        exit: 6,
        say: ({ path, clients }) => t('{0} has no API key for {1}. Write into it what apim key {2} prints where the client is registered already, or let --new-keys make one for each.', path, listed(clients, 20), clients[0] ?? '')
    },
    'same-key': {
        exit: 6,
        say: ({ clients: [one, other], place }) => 'file' in place
            ? t('Nothing was changed: {0} and {1} have the same API key in {2}, and a gateway knows a caller by nothing else. Give one of them another key there.', one, other, place.file)
            : t('Nothing was changed: {0} and {1} have the same API key at {2}, and a gateway knows a caller by nothing else. Give one of them another key: apim key rotate {0}', one, other, place.gateway)
    },
    'gateway-too-old': {
        exit: 4,
        say: ({ gateway, version, since, keepsKeys }) => keepsKeys === undefined
            ? t('Nothing was changed: reading back what a gateway holds takes Apiman {0} or newer, and {1} is {2}. Update the gateway.', since, gateway, version)
            : t("Nothing was changed: 'keepKeys: true' of {3} takes Apiman {0} or newer, and {1} is {2}. Update the gateway, or leave that out of the source.", since, gateway, version, keepsKeys)
    },
    'role-missing': {
        exit: 6,
        say: ({ action, organization, user, role, holders }) => [
            user === undefined ? t('Who has not said who they are may not {0} in {1}: that takes the role {2}.', actions[action](), organization, role)
                : t("'{0}' may not {1} in {2}: that takes the role {3}.", user, actions[action](), organization, role),
            holders.length > 0 ? t('Ask {0}.', holders.join(', ')) : t('Nobody has it: add a member with this role to {0}.', organization),
            ...user === undefined ? [t("Say who you are with APIM_USER, the setting apim.user, or git's user.email.")] : []
        ].join(' ')
    },
    'another-run': { exit: 6, say: ({ environment, pid }) => t("Another run (process {0}) registers in the environment '{1}'. Wait until it has ended, then try again.", pid, environment) },
    'no-local-gateway': { exit: 5, say: () => t('The local gateway of this project does not run. Start it with: apim gateway start') },
    'local-gateway-failed': { exit: 5, say: ({ detail }) => t('The local gateway did not start: {0} Put that right, then start it again.', asSentence(detail)) },
    'port-in-use': { exit: 5, say: ({ port }) => t('Port {0} is in use by another program. End that program, or choose another port with --port and --api-port.', `${port}`) },
    'disk': { exit: 4, say: ({ path, code }) => t('{0} cannot be written ({1}). Make room or correct its permissions, then try again.', path, code) }
};

/** What somebody may not do, as it stands in the refusal. */
const actions: Record<Action, () => string> = {
    'see clients': () => t('see clients'), 'register clients': () => t('register clients'), 'unregister clients': () => t('unregister clients'),
    'publish APIs': () => t('publish APIs'), 'retire APIs': () => t('retire APIs'), 'read API keys': () => t('read API keys'),
    'delete': () => t('delete'), 'restore': () => t('restore'), 'make versions': () => t('make versions'), 'write declarations': () => t('write declarations'),
    'approve contracts': () => t('approve contracts'), 'change members': () => t('change members')
};

function say<K extends FailureKind>(kind: K, failure: Extract<Failure, { kind: K }>): string {
    return failures[kind].say(failure);
}

function listed(names: readonly string[], most = 10): string {
    const shown = names.slice(0, most).join(', ');
    return names.length > most ? t('{0} and {1} more', shown, names.length - most) : shown;
}

function asSentence(text: string): string {
    return /[.!?]$/.test(text) ? text : `${text}.`;
}
