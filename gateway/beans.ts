/**
 * The beans that the configuration API takes and answers, as Apiman 3.1.3 declares them (`io.apiman.gateway.engine.beans`).
 * Apiman validates nothing but the member names and the JSON types, so every text may be null here as well.
 */
export interface ApiBean {
    publicAPI: boolean;
    organizationId: string | null;
    apiId: string | null;
    version: string | null;
    endpoint: string | null;
    endpointType: string | null;
    endpointContentType: string | null;
    endpointProperties: Record<string, string | null> | null;
    parsePayload: boolean;
    apiPolicies: PolicyBean[] | null;
    keysStrippingDisabled: boolean;
}

export interface ClientBean {
    organizationId: string | null;
    clientId: string | null;
    version: string | null;
    apiKey: string | null;
    contracts: ContractBean[];
}

export interface ContractBean {
    apiOrgId: string | null;
    apiId: string | null;
    apiVersion: string | null;
    plan: string | null;
    policies: PolicyBean[] | null;
}

export interface PolicyBean { policyJsonConfig: string | null; policyImpl: string | null }

/** A body that is not the bean: the status that Apiman answers and a text for `text/html` (null: an empty body). */
export interface BadBean { kind: 'bad-bean'; status: 400 | 500; message: string | null }

export function readApi(json: string): ApiBean | BadBean {
    return read(json, 'Api', source => ({
        publicAPI: source.flag('publicAPI'),
        organizationId: source.text('organizationId'),
        apiId: source.text('apiId'),
        version: source.text('version'),
        endpoint: source.text('endpoint'),
        endpointType: source.text('endpointType'),
        endpointContentType: source.text('endpointContentType'),
        endpointProperties: source.texts('endpointProperties'),
        parsePayload: source.flag('parsePayload'),
        apiPolicies: source.list('apiPolicies', 'Policy', readPolicy),
        keysStrippingDisabled: source.flag('keysStrippingDisabled'),
    }));
}

export function readClient(json: string): ClientBean | BadBean {
    return read(json, 'Client', source => ({
        organizationId: source.text('organizationId'),
        clientId: source.text('clientId'),
        version: source.text('version'),
        apiKey: source.text('apiKey'),
        contracts: source.list('contracts', 'Contract', readContract) ?? fail(500, null),
    }));
}

function readContract(source: Members): ContractBean {
    return {
        apiOrgId: source.text('apiOrgId'),
        apiId: source.text('apiId'),
        apiVersion: source.text('apiVersion'),
        plan: source.text('plan'),
        policies: source.list('policies', 'Policy', readPolicy),
    };
}

function readPolicy(source: Members): PolicyBean {
    return { policyJsonConfig: source.text('policyJsonConfig'), policyImpl: source.text('policyImpl') };
}

class BeanError extends Error {
    readonly status: 400 | 500;
    readonly text: string | null;

    constructor(status: 400 | 500, text: string | null) {
        super(text ?? 'null');
        this.status = status;
        this.text = text;
    }
}

function fail(status: 400 | 500, text: string | null): never {
    throw new BeanError(status, text);
}

function read<T>(json: string, bean: string, take: (members: Members) => T): T | BadBean {
    try {
        if (json.trim() === '') fail(500, null);
        let value: unknown;
        try {
            value = JSON.parse(json);
        } catch {
            // The parser's own message quotes the text around the mistake, and with it perhaps an API key.
            fail(400, 'The request body is not valid JSON.');
        }
        if (value === null) fail(500, null);
        return takeAll(value, bean, take);
    } catch (error) {
        if (error instanceof BeanError) return { kind: 'bad-bean', status: error.status, message: error.text };
        throw error;
    }
}

function takeAll<T>(value: unknown, bean: string, take: (members: Members) => T): T {
    const members = new Members(value, bean);
    const result = take(members);
    members.refuseUnknown();
    return result;
}

/** The members of one JSON object, taken with the conversions that Jackson makes by default. */
class Members {
    readonly #object: Record<string, unknown>;
    readonly #bean: string;
    readonly #known = new Set<string>();

    constructor(value: unknown, bean: string) {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) {
            fail(400, `Cannot deserialize value of type \`io.apiman.gateway.engine.beans.${bean}\` from ${describe(value)}.`);
        }
        this.#object = value as Record<string, unknown>;
        this.#bean = bean;
    }

    text(name: string): string | null {
        return this.#toText(name, this.#take(name));
    }

    flag(name: string): boolean {
        const value = this.#take(name);
        if (value === undefined || value === null || value === '') return false;
        if (typeof value === 'boolean') return value;
        if (typeof value === 'number') return value !== 0;
        if (value === 'true' || value === 'True' || value === 'TRUE') return true;
        if (value === 'false' || value === 'False' || value === 'FALSE') return false;
        return this.#refuse(name, 'boolean', value);
    }

    texts(name: string): Record<string, string | null> | null {
        const value = this.#take(name);
        if (value === undefined) return {};
        if (value === null) return null;
        if (typeof value !== 'object' || Array.isArray(value)) return this.#refuse(name, 'java.util.LinkedHashMap', value);
        return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, this.#toText(name, entry)]));
    }

    list<T>(name: string, bean: string, take: (members: Members) => T): T[] | null {
        const value = this.#take(name);
        if (value === undefined) return [];
        if (value === null) return null;
        if (!Array.isArray(value)) return this.#refuse(name, 'java.util.ArrayList', value);
        return value.map(entry => takeAll(entry, bean, take));
    }

    refuseUnknown(): void {
        for (const name of Object.keys(this.#object)) {
            if (!this.#known.has(name)) {
                fail(400, `Unrecognized field "${name}" (class io.apiman.gateway.engine.beans.${this.#bean}), not marked as ignorable`);
            }
        }
    }

    #take(name: string): unknown {
        this.#known.add(name);
        return Object.hasOwn(this.#object, name) ? this.#object[name] : undefined;
    }

    #toText(name: string, value: unknown): string | null {
        if (value === undefined || value === null) return null;
        if (typeof value === 'string') return value;
        if (typeof value === 'number' || typeof value === 'boolean') return String(value);
        return this.#refuse(name, 'java.lang.String', value);
    }

    #refuse(name: string, type: string, value: unknown): never {
        fail(400, `Cannot deserialize value of type \`${type}\` from ${describe(value)} (through reference chain: io.apiman.gateway.engine.beans.${this.#bean}["${name}"])`);
    }
}

function describe(value: unknown): string {
    if (Array.isArray(value)) return 'Array value';
    return typeof value === 'object' ? 'Object value' : `${typeof value} value`;
}
