import type { AstNode } from 'langium';
import type { ApiDeclaration, OptionDeclaration } from '../declarations.ts';
import { valueOf } from '../extraction.ts';
import type * as ast from '../generated/ast.ts';
import { fileBeside } from '../file-beside.ts';
import { implementationKey, implementationText } from '../implementation-key.ts';
import { convertOptions, convertValue, type Json } from '../option-values.ts';
import { expand, planName } from '../policy-chain.ts';
import { isLoopback } from '../../project/loopback.ts';
import { report, type BlankValues } from '../report.ts';
import type { Check } from './check.ts';
import { shownAddress } from './shown-address.ts';

type ApiCheck = Check<ApiDeclaration, ast.Api>;

/** What one API says of itself, and whether it fits together. */
export function checkApiSettings(check: ApiCheck): void {
    checkOffers(check);
    if (check.declaration.state === 'retired') return;
    checkEndpoint(check);
    checkDefinition(check);
    checkPlansDiffer(check);
    checkAccess(check);
}

function checkOffers({ declaration, node, accept }: ApiCheck): void {
    const offers = node.members.filter(member => member.$type === 'Offer');
    const seen = new Map<string, string>();
    declaration.offers.forEach(({ plan }, index) => {
        const offer = offers[index];
        const name = planName(plan);
        if (!offer?.plan || name === '') return;
        const first = seen.get(name);
        if (first === plan) report(accept, 'duplicate-plan-offer', { p: name, a: declaration.name }, { node: offer, property: 'plan' });
        else if (first !== undefined) report(accept, 'two-versions-of-plan', { p: name, a: declaration.name }, { node: offer, property: 'plan' });
        else seen.set(name, plan);
    });
}

function checkEndpoint(check: ApiCheck): void {
    const { node, accept } = check;
    const endpoint = valueAt(check, 'endpoint');
    const url = typeof endpoint?.json === 'string' && URL.canParse(endpoint.json) ? new URL(endpoint.json) : undefined;
    if (url && endpoint && !/^https?:$/.test(url.protocol)) report(accept, 'invalid-endpoint', { url: shownAddress(url.href) }, { node: endpoint.property.value });
    else if (url && endpoint && isLoopback(url.hostname) && check.view.remoteGateways.some(gateway => !isLoopback(new URL(gateway.url).hostname))) {
        report(accept, 'local-endpoint-remote-gateway', { url: shownAddress(url.href) }, { node: endpoint.property.value });
    }
    if (url && endpoint) {
        const dropped = [url.username && `${url.username}@`, url.search, url.hash, /%[0-9a-f]{2}/i.exec(url.pathname)?.[0]].find(part => part);
        if (dropped) report(accept, 'endpoint-parts-dropped', { part: url.username ? 'user information' : dropped }, { node: endpoint.property.value });
    }
    const type = valueAt(check, 'type')?.json, content = valueAt(check, 'content');
    if (type === 'soap' && content?.json !== 'xml') {
        if (content) report(accept, 'soap-with-json', {}, { node: content.property.value });
        else report(accept, 'soap-with-json', {}, { node, property: 'name' });
    }
    const backend = valueAt(check, 'backend');
    if (!backend || typeof backend.json !== 'object' || Array.isArray(backend.json)) return;
    const { security, username, password, requireSsl = true } = backend.json;
    const place = { node: backend.property, property: 'key' } as const;
    const isPlain = url?.protocol === 'http:';
    const object = (what: BlankValues<'backend-security'>['what']) => report(accept, 'backend-security', { what }, place);
    if (security === 'basic' && (username === undefined || password === undefined)) object('Basic authentication at the back end needs a username and a password.');
    else if (security === 'basic' && isPlain && requireSsl === true) object('The gateway refuses to send the password over plain http: use https, or set requireSsl: false.');
    else if (security === 'basic' && isPlain) report(accept, 'insecure-backend-basic-auth', {}, place);
    else if (security === 'mtls' && isPlain) object('A client certificate needs an https endpoint.');
}

/** The definition is a file beside this one, or an address that nobody looks up here. */
function checkDefinition(check: ApiCheck): void {
    const definition = valueAt(check, 'definition');
    const path = definition?.json;
    if (typeof path !== 'string' || path === '' || /^[a-z][a-z0-9+.-]+:/i.test(path) || path.includes('${')) return;
    const uri = fileBeside(check.entry.uri, path);
    if (uri !== undefined && check.view.fileExists(uri) === false) report(check.accept, 'definition-missing', { path }, { node: definition?.property.value as AstNode });
}

/** Two plans that are offered side by side and run the same. */
function checkPlansDiffer({ declaration, node, view, accept }: ApiCheck): void {
    const seen = new Map<string, string>();
    const offers = node.members.filter(member => member.$type === 'Offer');
    for (const [index, { plan }] of new Map(declaration.offers.map((offer, at) => [offer.plan, [at, offer] as const])).values()) {
        const facts = view.policyFacts('plan', plan);
        const offer = offers[index];
        if (facts.length === 0 || !offer) continue;
        const policies = JSON.stringify(facts.map(({ implementation, options }) => [implementation, options]));
        const twin = seen.get(policies);
        if (twin === undefined) seen.set(policies, plan);
        else report(accept, 'plans-identical', { a: planName(twin), b: planName(plan) }, { node: offer, property: 'plan' });
    }
}

function checkAccess({ declaration, node, view, accept, attributes }: ApiCheck): void {
    const isPublic = declaration.access === 'public';
    const keepKeys = valueAt({ node, view, attributes } as ApiCheck, 'keepKeys');
    if (!isPublic && keepKeys?.json === true) report(accept, 'keys-strip-private', {}, { node: keepKeys.property, property: 'key' });
    if (!isPublic || declaration.state !== 'published') return;
    const offers = node.members.filter(member => member.$type === 'Offer');
    const approving = offers.filter(({ approval }) => approval);
    for (const offer of approving) report(accept, 'approval-on-public', {}, { node: offer, property: 'plan' });
    // In Apiman's own dialect a public API may offer plans as well: who has a contract is served by it.
    if (approving.length === 0 && offers[0] && view.settings.dialect === 'scheer-pas') report(accept, 'public-with-plans', {}, { node: offers[0], property: 'plan' });
    const policies = node.members.filter(member => member.$type === 'Policy');
    if (expand(declaration.policies, view).length === 0) report(accept, 'public-without-protection', { a: declaration.name }, { node, property: 'name' });
    for (const policy of policies) {
        const type = view.policyType(policy.type);
        const implementation = type && implementationKey(implementationText(type.implementation, view));
        if (implementation?.endsWith('.ApiKeyPolicy')) report(accept, 'key-policy-on-public-api', {}, { node: policy, property: 'type' });
        if (!type || !/\.(RateLimiting|Quota|TransferQuota)Policy$/.test(implementation ?? '')) continue;
        const granularity = policy.options.find(({ key }) => key === 'granularity');
        if (granularity && optionsOf(policy, type.options, view)['granularity'] === 'Client') report(accept, 'client-granularity-public', {}, { node: granularity.value });
    }
}

/** The options of a policy as JSON, in the active environment. */
export function optionsOf(policy: ast.Policy, types: readonly OptionDeclaration[], view: ApiCheck['view']): { [option: string]: Json } {
    return convertOptions(policy.type, { kind: 'object', entries: policy.options.map(({ key, value }) => ({ key, value: valueOf(value) })) }, types, view.parameter).json;
}

function valueAt({ node, view, attributes }: Pick<ApiCheck, 'node' | 'view' | 'attributes'>, key: string): { property: ast.Property; json: Json | undefined } | undefined {
    const property = node.members.find((member): member is ast.Property => member.$type === 'Property' && member.key === key);
    const declared = attributes.api.find(({ name }) => name === key);
    return property && declared && { property, json: convertValue(key, valueOf(property.value), declared.type, view.parameter).json };
}
