import { t } from '@vscode/l10n';
import type { ApiBean, ClientBean } from '../compiler/gateway-document.ts';
import { fail, succeed, type Failure, type Result } from './failure.ts';
import { secretOf, signIn, whatOf } from './credentials.ts';
import { Masking } from './masking.ts';
import { Secret } from './secret.ts';
import { isSafeForSecrets, shownUrl } from './address.ts';
import type { GatewayTarget, RegistrationTarget } from './target.ts';
import { transmit, type TransportAnswer, type TransportRequest } from './transport.ts';
import type { World } from './world.ts';

/** The identity of an API or a client version at a gateway. */
export interface EntityId { organization: string; name: string; version: string }

/** A JSON object as the gateway holds it; nothing about its members is certain. */
export type GatewayJson = Readonly<Record<string, unknown>>;

/** A client as it was read: the key apart, and never as text. */
export interface ClientAtGateway { bean: GatewayJson; key: Secret | undefined }

/** Lists may be broken (one bad record breaks them for all) and hold `null`: what could be read, and whether that is all of it. */
export interface NameList { names: string[]; complete: boolean }

/**
 * Apiman's configuration API at one address. Every method answers with a typed result; none throws for what happens outside.
 * Redirects are not followed, an error's body is never passed on as it came, and a request takes ten seconds at most.
 */
export interface GatewayClient {
    readonly target: GatewayTarget;
    /** The address as it is shown, and as it is named in plans. */
    readonly name: string;
    /** Asks whether a gateway answers here and takes the credentials. To be called first: it finds out quickly. */
    connect(signal?: AbortSignal): Promise<Result<{ version: string; endpoint: string | undefined }>>;
    /** `undefined` where it does not stand at the gateway. */
    readApi(id: EntityId, signal?: AbortSignal): Promise<Result<GatewayJson | undefined>>;
    readClient(id: EntityId, signal?: AbortSignal): Promise<Result<ClientAtGateway | undefined>>;
    organizations(signal?: AbortSignal): Promise<Result<NameList>>;
    apis(organization: string, signal?: AbortSignal): Promise<Result<NameList>>;
    apiVersions(organization: string, name: string, signal?: AbortSignal): Promise<Result<NameList>>;
    clients(organization: string, signal?: AbortSignal): Promise<Result<NameList>>;
    clientVersions(organization: string, name: string, signal?: AbortSignal): Promise<Result<NameList>>;
    /** Publishes. A success says that the gateway took it, not that it is in force. */
    putApi(bean: ApiBean, signal?: AbortSignal): Promise<Result<void>>;
    /** Registers, with this key. */
    putClient(bean: ClientBean, key: Secret, signal?: AbortSignal): Promise<Result<void>>;
    /** Retires. What is not there any more is a success. */
    deleteApi(id: EntityId, signal?: AbortSignal): Promise<Result<void>>;
    /** Unregisters. What is not there any more is a success. */
    deleteClient(id: EntityId, signal?: AbortSignal): Promise<Result<void>>;
    /** The implementations that the gateway knows (keys without plugin version), `undefined` where it does not say (Apiman does not). */
    knownPolicies(signal?: AbortSignal): Promise<Result<ReadonlySet<string> | undefined>>;
}

/** One client for each gateway of the target, in its order; check the target first (`checkTarget`). `secrets` are masked in messages. */
export function gatewayClients(target: RegistrationTarget, world: World, secrets: Iterable<Secret> = []): GatewayClient[] {
    return target.gateways.map(gateway => gatewayClient(gateway, target.environment, world, secrets));
}

function gatewayClient(target: GatewayTarget, environment: string, world: World, secrets: Iterable<Secret>): GatewayClient {
    const gateway = shownUrl(target.url);
    const base = target.url.replace(/\/+$/, '');
    const authorization = signIn(target.credentials, gateway, environment, world);
    const insecure = target.credentials !== undefined && !isSafeForSecrets(target.url);
    const ownSecret = target.credentials && secretOf(target.credentials);
    const masking = new Masking([...secrets, ...ownSecret ? [ownSecret] : []]);

    async function send(request: Request, signal?: AbortSignal, firstContact = false): Promise<Result<TransportAnswer>> {
        if (insecure) {
            return fail({ kind: 'insecure-gateway-url', gateway });
        }
        const header = await authorization.header(signal);
        if (!header.ok) {
            return header;
        }
        masking.add(...header.value?.secrets ?? []);
        const answer = await transmit({
            method: request.method,
            url: `${base}/${request.path.map(encodeURIComponent).join('/')}`,
            headers: {
                accept: 'application/json',
                ...(header.value ? { authorization: header.value.value } : {}),
                ...(request.body === undefined ? {} : { 'content-type': 'application/json' })
            },
            ...(request.body === undefined ? {} : { body: request.body }),
            tls: target.tls, timeout: target.timeout
        }, { world, gateway, signal, firstContact });
        if (!answer.ok) {
            return answer;
        }
        const { status } = answer.value;
        if (header.value && status !== 401) {
            authorization.accepted(header.value.value);
        } else if (header.value && authorization.refused(header.value.value)) {
            return send(request, signal, firstContact);
        }
        if (status === 401 || status === 403) {
            return fail({ kind: 'credentials-refused', gateway, environment, ...(target.credentials ? { what: whatOf(target.credentials) } : {}) });
        }
        return status >= 300 && status < 400 ? notAGateway(t('it redirects to another address')) : answer;
    }

    function notAGateway(detail: string) {
        return fail({ kind: 'not-a-gateway', gateway, detail });
    }

    function refusal(answer: TransportAnswer): { ok: false; failure: Failure } {
        const { errorType, message } = errorOf(answer);
        return fail({
            kind: 'gateway-refused', gateway, status: answer.status,
            ...(errorType === undefined ? {} : { errorType: masking.message(errorType).replace(/[^\w.$()]/g, '') }),
            ...(message === undefined ? {} : { message: masking.message(message) })
        });
    }

    async function readJson(path: string[], signal?: AbortSignal): Promise<Result<unknown>> {
        const answer = await send({ method: 'GET', path }, signal);
        if (!answer.ok) {
            return answer;
        }
        if (answer.value.status === 404) {
            // A gateway's own 404 is empty or JSON; a page says that something else answers here.
            return looksLikeMarkup(answer.value) ? notAGateway(t('it answers 404 with a web page')) : succeed(undefined);
        }
        if (answer.value.status !== 200) {
            return refusal(answer.value);
        }
        const json = parse(answer.value.body);
        return json === undefined ? notAGateway(t('its answer is not JSON')) : succeed(json);
    }

    async function readObject(path: string[], expected: Record<string, string>, signal?: AbortSignal): Promise<Result<GatewayJson | undefined>> {
        const json = await readJson(path, signal);
        if (!json.ok || json.value === undefined) {
            return json.ok ? succeed(undefined) : json;
        }
        const object = json.value;
        return isObject(object) && Object.entries(expected).every(([member, value]) => object[member] === value)
            ? succeed(object) : notAGateway(t('it answers with something else than was asked for'));
    }

    async function readNames(path: string[], signal?: AbortSignal): Promise<Result<NameList>> {
        const json = await readJson(path, signal);
        if (!json.ok) {
            return json.failure.kind === 'gateway-refused' ? succeed({ names: [], complete: false }) : json;
        }
        if (!Array.isArray(json.value)) {
            return json.value === undefined ? succeed({ names: [], complete: false }) : notAGateway(t('its answer is not a list'));
        }
        const list: unknown[] = json.value;
        const names = list.filter(name => typeof name === 'string');
        return succeed({ names, complete: names.length === list.length });
    }

    async function write(request: { method: 'PUT' | 'DELETE'; path: string[]; body?: string }, signal?: AbortSignal): Promise<Result<void>> {
        const answer = await send(request, signal);
        if (!answer.ok) {
            return answer;
        }
        const { status } = answer.value;
        if (status < 300 && looksLikeMarkup(answer.value)) {
            return notAGateway(t('it answers a {0} with a web page', request.method));
        }
        const alreadyGone = request.method === 'DELETE' && status === 404 && !looksLikeMarkup(answer.value);
        if (alreadyGone || (status >= 200 && status < 300)) {
            return succeed(undefined);
        }
        return status === 500 && answer.value.body.trim() === '' ? fail({ kind: 'gateway-refused', gateway, status, silentWrite: true }) : refusal(answer.value);
    }

    return {
        target,
        name: gateway,
        async connect(signal) {
            const status = await send({ method: 'GET', path: ['system', 'status'] }, signal, true);
            if (!status.ok) {
                return status;
            }
            const body = parse(status.value.body);
            if (status.value.status !== 200 || !isObject(body) || typeof body['version'] !== 'string' || typeof body['up'] !== 'boolean') {
                return notAGateway(looksLikeMarkup(status.value) ? t('to the question for its status it answers {0} with a web page', status.value.status)
                    : t('to the question for its status it answers {0}', status.value.status));
            }
            // The status needs no credentials in Apiman since 3.1.2, the endpoint does.
            const endpoint = await readJson(['system', 'endpoint'], signal);
            if (!endpoint.ok && endpoint.failure.kind !== 'gateway-refused') {
                return endpoint;
            }
            const address = endpoint.ok && isObject(endpoint.value) ? endpoint.value['endpoint'] : undefined;
            return succeed({ version: masking.message(body['version']), endpoint: typeof address === 'string' ? address : undefined });
        },
        readApi: ({ organization, name, version }, signal) => readObject(
            ['organizations', organization, 'apis', name, 'versions', version],
            { organizationId: organization, apiId: name, version }, signal
        ),
        async readClient({ organization, name, version }, signal) {
            const object = await readObject(
                ['organizations', organization, 'clients', name, 'versions', version],
                { organizationId: organization, clientId: name, version }, signal
            );
            if (!object.ok || object.value === undefined) {
                return object.ok ? succeed(undefined) : object;
            }
            const { apiKey, ...bean } = object.value;
            const key = typeof apiKey === 'string' && apiKey !== '' ? new Secret(apiKey) : undefined;
            if (key) {
                masking.add(key);
            }
            return succeed({ bean, key });
        },
        organizations: signal => readNames(['organizations'], signal),
        apis: (organization, signal) => readNames(['organizations', organization, 'apis'], signal),
        apiVersions: (organization, name, signal) => readNames(['organizations', organization, 'apis', name, 'versions'], signal),
        clients: (organization, signal) => readNames(['organizations', organization, 'clients'], signal),
        clientVersions: (organization, name, signal) => readNames(['organizations', organization, 'clients', name, 'versions'], signal),
        putApi: (bean, signal) => write({ method: 'PUT', path: ['apis'], body: JSON.stringify(bean) }, signal),
        putClient(bean, key, signal) {
            masking.add(key);
            return write({ method: 'PUT', path: ['clients'], body: JSON.stringify({ ...bean, apiKey: key.reveal() }) }, signal);
        },
        deleteApi: ({ organization, name, version }, signal) => write({ method: 'DELETE', path: ['apis', organization, name, version] }, signal),
        deleteClient: ({ organization, name, version }, signal) => write({ method: 'DELETE', path: ['clients', organization, name, version] }, signal),
        async knownPolicies(signal) {
            const answer = await send({ method: 'GET', path: ['system', 'policies'] }, signal);
            if (!answer.ok) {
                return answer;
            }
            const json = answer.value.status === 200 ? parse(answer.value.body) : undefined;
            return succeed(Array.isArray(json) ? new Set((json as unknown[]).filter(name => typeof name === 'string')) : undefined);
        }
    };
}

interface Request { method: TransportRequest['method']; path: string[]; body?: string }

/** Apiman's own errors are JSON; of any other body nothing is used. */
function errorOf(answer: TransportAnswer): { errorType?: string; message?: string } {
    const json = parse(answer.body);
    const text = (member: string) => isObject(json) && typeof json[member] === 'string' ? { [member]: json[member] } : {};
    return { ...text('errorType'), ...text('message') };
}

function looksLikeMarkup({ contentType, body }: TransportAnswer): boolean {
    return /html|xml/i.test(contentType) || body.trimStart().startsWith('<');
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
