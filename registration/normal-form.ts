import type { GatewayJson } from './gateway-client.ts';

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

/** An API in the one form that is compared: defaults filled in, only the members that a gateway knows. */
export interface NormalApi {
    publicAPI: boolean;
    endpoint: Json;
    endpointType: Json;
    endpointContentType: Json;
    endpointProperties: { [property: string]: Json };
    parsePayload: boolean;
    keysStrippingDisabled: boolean;
    apiPolicies: NormalPolicy[];
}

/** Contracts are a set: by the key of their API, with `#2` and so on where one API has several. */
export interface NormalClient { contracts: { [api: string]: NormalContract } }
export interface NormalContract { plan: Json; policies: NormalPolicy[] }
/** The configuration as the JSON that its text holds; a text that holds none stays a text. */
export interface NormalPolicy { policyImpl: Json; config: Json }

export function normalApi(api: GatewayJson): NormalApi {
    return {
        publicAPI: api['publicAPI'] === true,
        endpoint: json(api['endpoint']),
        endpointType: lowerCase(api['endpointType']),
        endpointContentType: lowerCase(api['endpointContentType']),
        endpointProperties: record(api['endpointProperties']) ?? {},
        parsePayload: api['parsePayload'] === true,
        keysStrippingDisabled: api['keysStrippingDisabled'] === true,
        apiPolicies: policies(api['apiPolicies'])
    };
}

export function normalClient(client: GatewayJson): NormalClient {
    const contracts = Object.entries(contractsIn(client)).map(([api, contract]) => [api, { plan: contract['plan'] ?? null, policies: policies(contract['policies']) }] as const);
    return { contracts: Object.fromEntries(contracts) };
}

/** As they are, by the names that a `NormalClient` has for them. */
export function contractsIn(client: GatewayJson): { [api: string]: { [member: string]: Json } } {
    const contracts: { [api: string]: { [member: string]: Json } } = {};
    for (const entry of list(client['contracts'])) {
        const contract = record(entry) ?? {};
        const api = `${text(contract['apiOrgId'])}/${text(contract['apiId'])}@${text(contract['apiVersion'])}`;
        let key = api;
        for (let number = 2; key in contracts; number++) {
            key = `${api}#${number}`;
        }
        contracts[key] = contract;
    }
    return contracts;
}

/** The same text for the same content, whatever the order of members. */
export function canonicalText(value: unknown): string {
    return JSON.stringify(value, (_, member: unknown) =>
        isRecord(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member);
}

export function isRecord(value: unknown): value is { [member: string]: Json } {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function policies(value: unknown): NormalPolicy[] {
    return list(value).map(entry => {
        const policy = record(entry) ?? {};
        return { policyImpl: policy['policyImpl'] ?? null, config: config(policy['policyJsonConfig']) };
    });
}

function config(value: unknown): Json {
    if (typeof value !== 'string') {
        return json(value);
    }
    try {
        return json(JSON.parse(value));
    } catch {
        return value;
    }
}

function list(value: unknown): Json[] {
    return Array.isArray(value) ? value as Json[] : [];
}

function record(value: unknown): { [member: string]: Json } | undefined {
    return isRecord(value) ? value : undefined;
}

function json(value: unknown): Json {
    return value === undefined ? null : value as Json;
}

function lowerCase(value: unknown): Json {
    return typeof value === 'string' ? value.toLowerCase() : json(value);
}

function text(value: Json | undefined): string {
    return typeof value === 'string' ? value : '';
}
