import type { ApiDeclaration, ObjectValue, TypeExpression, Value } from '../language/declarations.ts';
import { convertValue, type ParameterLookup } from '../language/option-values.ts';
import { valueAt } from '../language/policy-chain.ts';
import type { ApiBean } from './gateway-document.ts';

type Simple = 'string' | 'url' | 'boolean' | 'milliseconds';
interface SimpleTypes { string: string; url: string; boolean: boolean; milliseconds: number }

/** The members of an API's bean apart from its identity and its policies. */
export function apiSettings(api: ApiDeclaration, parameters: ParameterLookup): Omit<ApiBean, 'organizationId' | 'apiId' | 'version' | 'apiPolicies'> {
    const value = attributeValue(api, parameters);
    return {
        publicAPI: api.access === 'public',
        endpoint: value('endpoint', 'url') ?? '',
        endpointType: value('type', 'string') === 'soap' ? 'soap' : 'rest',
        endpointContentType: value('content', 'string') === 'xml' ? 'xml' : 'json',
        endpointProperties: endpointProperties(api, parameters),
        parsePayload: value('inspectPayload', 'boolean') === true,
        ...(value('keepKeys', 'boolean') === true ? { keysStrippingDisabled: true } : {})
    };
}

/** Reads attributes of an API with parameters filled in; undefined where one is not written or does not fit. */
function attributeValue(api: ApiDeclaration, parameters: ParameterLookup): <T extends Simple>(key: string, type: T) => SimpleTypes[T] | undefined {
    return (key, type) => read(api.attributes.find(attribute => attribute.key === key)?.value, type, parameters);
}

/** Apiman's endpoint properties: how the gateway authenticates at the back end, and how long it waits. */
function endpointProperties(api: ApiDeclaration, parameters: ParameterLookup): Record<string, string> {
    const backend = objectOf(api, 'backend');
    const timeouts = objectOf(api, 'timeouts');
    const properties: Record<string, string | undefined> = {};
    const security = read(valueAt(backend, 'security'), 'string', parameters);
    if (security === 'basic') {
        properties['authorization.type'] = 'basic';
        properties['basic-auth.username'] = read(valueAt(backend, 'username'), 'string', parameters);
        properties['basic-auth.password'] = read(valueAt(backend, 'password'), 'string', parameters);
        properties['basic-auth.requireSSL'] = String(read(valueAt(backend, 'requireSsl'), 'boolean', parameters) ?? true);
    } else if (security === 'mtls') {
        properties['authorization.type'] = 'mtls';
    }
    for (const name of ['connect', 'read']) {
        properties[`timeouts.${name}`] = read(valueAt(timeouts, name), 'milliseconds', parameters)?.toString();
    }
    return Object.fromEntries(Object.entries(properties).filter((entry): entry is [string, string] => entry[1] !== undefined).sort(([a], [b]) => a < b ? -1 : 1));
}

function read<T extends Simple>(value: Value | undefined, type: T, parameters: ParameterLookup): SimpleTypes[T] | undefined {
    if (value === undefined) return undefined;
    // A symbol is an enumeration value here unless it names a parameter.
    const symbol = value.kind === 'symbol' && parameters(value.name).kind === 'unknown' ? value.name : undefined;
    const expression: TypeExpression = symbol === undefined ? { kind: 'basic', name: type } : { kind: 'enumeration', values: [symbol] };
    return convertValue('', value, expression, parameters).json as SimpleTypes[T] | undefined;
}

function objectOf(api: ApiDeclaration, key: string): ObjectValue {
    const value = api.attributes.find(attribute => attribute.key === key)?.value;
    return value?.kind === 'object' ? value : { kind: 'object', entries: [] };
}
