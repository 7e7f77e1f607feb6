import { t } from '@vscode/l10n';
import type { Attribute, ObjectValue, Value } from '../../language/declarations.ts';
import { convertValue, type ParameterLookup } from '../../language/option-values.ts';
import type { ApiBean } from '../gateway-document.ts';
import { LeftOut } from './finding.ts';
import { sourceValue, text, type Writing } from './source-value.ts';

/** What Apiman reads of an API's endpoint properties; everything else there has no effect. */
const meaningful = new Set(['authorization.type', 'basic-auth.username', 'basic-auth.password', 'basic-auth.requireSSL', 'timeouts.connect', 'timeouts.read']);

/** The attributes that compile to the settings of an API, defaults left out. `differs` is told what they cannot say. */
export function apiAttributes(bean: ApiBean, writing: Writing, differs: (message: string) => void): Attribute[] {
    const flags = [['inspectPayload', bean.parsePayload], ['keepKeys', bean.keysStrippingDisabled === true]] as const;
    return [
        { key: 'endpoint', value: endpoint(bean.endpoint, writing) },
        ...bean.endpointType === 'rest' ? [] : [{ key: 'type', value: symbol(bean.endpointType) }],
        ...bean.endpointContentType === 'json' ? [] : [{ key: 'content', value: symbol(bean.endpointContentType) }],
        ...flags.filter(([, value]) => value).map(([key, value]): Attribute => ({ key, value: { kind: 'boolean', value } })),
        ...objects({ backend: backend(bean.endpointProperties, writing, differs), timeouts: timeouts(bean.endpointProperties, writing.parameters, differs) })
    ];
}

function endpoint(url: string, writing: Writing): Value {
    const value = text('endpointPassword', url, false, writing);
    if (convertValue('endpoint', value, { kind: 'basic', name: 'url' }, writing.parameters).json !== url) {
        throw new LeftOut(t('Its endpoint {0} is no absolute URL, so no call can succeed.', JSON.stringify(url)));
    }
    return value;
}

function backend(properties: ApiBean['endpointProperties'], writing: Writing, differs: (message: string) => void): ObjectValue {
    const entries: ObjectValue['entries'] = [];
    const unknown = Object.keys(properties).filter(name => !meaningful.has(name));
    if (unknown.length > 0) differs(unknown.length === 1 ? t('The endpoint property {0} cannot be written, and the gateway does not read it.', unknown[0]!) : t('The endpoint properties {0} cannot be written, and the gateway does not read them.', unknown.join(', ')));
    const type = properties['authorization.type'];
    const idle = Object.keys(properties).filter(name => name.startsWith('basic-auth.'));
    if (type === 'basic') {
        const [username, password] = [properties['basic-auth.username'], properties['basic-auth.password']];
        entries.push({ key: 'security', value: symbol('basic') });
        if (username !== undefined) entries.push({ key: 'username', value: text('username', username, false, writing) });
        if (password !== undefined) entries.push({ key: 'password', value: sourceValue('backendPassword', password, { kind: 'basic', name: 'string' }, writing, true) ?? { kind: 'missing' } });
        const requireSsl = properties['basic-auth.requireSSL'];
        if (requireSsl === undefined) differs(t('basic-auth.requireSSL is not set; it is written as "true", which the gateway takes it for.'));
        if (requireSsl !== undefined && requireSsl !== 'true') entries.push({ key: 'requireSsl', value: { kind: 'boolean', value: false } });
        if (requireSsl !== undefined && requireSsl !== 'true' && requireSsl !== 'false') differs(t('basic-auth.requireSSL is neither true nor false; it is written as "false", which the gateway takes it for.'));
        return { kind: 'object', entries };
    }
    if (type === 'mtls' || type === 'mssl') {
        entries.push({ key: 'security', value: symbol('mtls') });
        if (type === 'mssl') differs(t('authorization.type is mssl; it is written as mtls, which means the same.'));
    } else if (type !== undefined) {
        if (type !== 'none') throw new LeftOut(t('Its authorization.type {0} is none that the gateway knows, so no call can succeed.', JSON.stringify(type)));
        differs(t('authorization.type is none; it is left out, which means the same.'));
    }
    if (idle.length > 0) differs(idle.length === 1 ? t('{0} cannot be written, and has no effect without authorization.type basic.', idle[0]!) : t('{0} cannot be written, and have no effect without authorization.type basic.', idle.join(', ')));
    return { kind: 'object', entries };
}

function timeouts(properties: ApiBean['endpointProperties'], parameters: ParameterLookup, differs: (message: string) => void): ObjectValue {
    const entries = ['connect', 'read'].flatMap((key): ObjectValue['entries'] => {
        const given = properties[`timeouts.${key}`];
        if (given === undefined) return [];
        const value = sourceValue(key, Number(given), { kind: 'basic', name: 'milliseconds' }, { parameters, nameSecret: () => '' });
        if (value && String(Number(given)) === given && Number(given) >= 1) return [{ key, value }];
        differs(t('timeouts.{0} is {1}, which is no number of milliseconds; it is left out.', key, JSON.stringify(given)));
        return [];
    });
    return { kind: 'object', entries };
}

function objects(values: Record<string, ObjectValue>): Attribute[] {
    return Object.entries(values).filter(([, { entries }]) => entries.length > 0).map(([key, value]) => ({ key, value }));
}

function symbol(name: string): Value {
    return { kind: 'symbol', name };
}
