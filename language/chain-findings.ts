import type { PolicyFact } from './policy-facts.ts';
import type { ChainRuleId } from './rules.ts';
import { isLimit, sharesCounter, isUnreachable, isWeaker, limitText } from './limits.ts';

/** What is wrong with a chain. `at` is the later policy, `related` the earlier one; a policy that lacks another one stands alone. */
export interface ChainFinding { rule: ChainRuleId; blanks: Record<string, string>; at: PolicyFact; related?: PolicyFact }

/**
 * What a chain is: all that runs on a call of a contract, all that runs on a call of a public API, or the policies of one declaration,
 * before and behind which others may run.
 */
export type ChainKind = 'contract' | 'public' | 'part';

/** Judges a chain in running order. Of a contract's chain only what no single declaration shows is returned, each finding once. */
export function chainFindings(chain: readonly PolicyFact[], kind: ChainKind): ChainFinding[] {
    const pairs = chain.flatMap((later, index) => chain.slice(0, index).flatMap(earlier => [
        ...exclusive.map(judge => judge(earlier, later)).find(verdict => verdict !== undefined) ?? [],
        ...independent.flatMap(judge => judge(earlier, later, kind) ?? [])
    ].map(verdict => ({ ...verdict, at: later, related: earlier }))));
    const found = [...pairs, ...chain.flatMap((policy, index) => [...rolesFor(policy, index, chain), ...userHeader(policy, chain.slice(0, index))])];
    const shown = found.filter(({ at, related }) => kind === 'contract' ? !related || !isSameDeclaration(at, related) : related ? !isSameEntry(at, related) : kind === 'public');
    return [...new Map(shown.map(finding => [JSON.stringify([finding.rule, finding.blanks, kind === 'contract' ? '' : finding.at.entry]), finding])).values()];
}

type Verdict = Pick<ChainFinding, 'rule' | 'blanks'>;
type PairJudge = (earlier: PolicyFact, later: PolicyFact, kind?: ChainKind) => Verdict[] | undefined;

/** The first of these that fits a pair is reported and no other: they say the same of it, the more special first. */
const exclusive: PairJudge[] = [
    (a, b) => a.class === basicClass && b.class === basicClass ? [{ rule: 'basic-authentication-twice', blanks: {} }] : undefined,
    (a, b) => {
        const [less, more] = isUnreachable(a, b) ? [a, b] : isUnreachable(b, a) ? [b, a] : [];
        return less && more ? [{ rule: 'unreachable-limit', blanks: { a: limitText(less), b: limitText(more) } }] : undefined;
    },
    (a, b) => sharesCounter(a, b) ? [{ rule: 'shared-counter', blanks: {} }] : undefined,
    (a, b) => a.implementation !== '' && a.implementation === b.implementation && !isSameDeclaration(a, b) ? [{ rule: 'duplicate-policy-in-chain', blanks: { policy: b.type } }] : undefined
];

const independent: PairJudge[] = [
    (a, b) => a.class !== b.class && isAuthentication(a) && isAuthentication(b) ? [{ rule: 'authentication-conflict', blanks: { a: a.type, b: b.type } }] : undefined,
    (a, b) => a.class === 'ApiKeyPolicy' && stripsHeader(b, text(a.options['requestHeader']) || 'X-API-Key') ? [{ rule: 'key-header-stripped', blanks: {} }] : undefined,
    (a, b) => a.class !== b.class && isIpList(a) && isIpList(b) ? texts(b.options['ipList']).filter(ip => texts(a.options['ipList']).includes(ip)).map(ip => ({ rule: 'ip-in-both-lists', blanks: { ip } })) : undefined,
    (a, b) => isWeaker(a, b) ? [{ rule: 'weaker-inner-limit', blanks: {} }] : undefined,
    (a, b) => a.class === cachingClass && b.authenticates ? [{ rule: 'caching-before-auth', blanks: {} }] : undefined,
    (a, b) => a.authenticates && b.class === cachingClass ? [{ rule: 'cache-shared-by-users', blanks: {} }] : undefined,
    (a, b, kind) => kind === 'public' && a.authenticates && b.class === corsClass ? [{ rule: 'cors-behind-authentication', blanks: {} }] : undefined
];

const basicClass = 'BasicAuthenticationPolicy';
export const cachingClass = 'CachingResourcesPolicy';
export const corsClass = 'CorsPolicy';
const authenticationClasses = [basicClass, 'KeycloakOauthPolicy', 'JWTPolicy'];
export const isCache = (policy: PolicyFact) => policy.class === cachingClass;
const isAuthentication = (policy: PolicyFact) => authenticationClasses.includes(policy.class);
const isIpList = (policy: PolicyFact) => ['IPWhitelistPolicy', 'IPBlacklistPolicy'].includes(policy.class);
/** JWT is not among them: it never supplies roles. */
const knowsRoles = (policy: PolicyFact) => [basicClass, 'KeycloakOauthPolicy'].includes(policy.class);

/** What a policy that demands roles lacks: a policy in front of it that supplies them. */
function rolesFor(policy: PolicyFact, index: number, chain: readonly PolicyFact[]): ChainFinding[] {
    if (!['AuthorizationPolicy', 'SoapAuthorizationPolicy'].includes(policy.class)) return [];
    const earlier = chain.slice(0, index).findLast(knowsRoles);
    if (earlier) {
        const isSupplied = chain.slice(0, index).some(candidate => knowsRoles(candidate) && suppliesRoles(candidate));
        return isSupplied ? [] : [{ rule: 'authorization-no-roles', blanks: { auth: earlier.type, policy: policy.type }, at: policy, related: earlier }];
    }
    const later = chain.slice(index + 1).find(knowsRoles);
    return later ? [{ rule: 'authorization-order', blanks: { auth: later.type, policy: policy.type }, at: later, related: policy }]
        : [{ rule: 'authorization-without-authentication', blanks: { policy: policy.type }, at: policy }];
}

/** Keycloak forwards roles where it is told to; static identities never have any. */
function suppliesRoles({ class: policyClass, options }: PolicyFact): boolean {
    const extracts = (source: string) => object(options[source])['extractRoles'] === true;
    return policyClass === basicClass ? options['staticIdentity'] === undefined && (extracts('ldapIdentity') || extracts('jdbcIdentity')) : object(options['forwardRoles'])['active'] === true;
}

/** A limit by user, whose user no policy in front of it has established. */
function userHeader(policy: PolicyFact, earlier: readonly PolicyFact[]): ChainFinding[] {
    const header = text(policy.options['userHeader']);
    if (!isLimit(policy) || policy.options['granularity'] !== 'User' || header === '') return [];
    return earlier.some(candidate => headersSet(candidate).some(name => name.toLowerCase() === header.toLowerCase())) ? [] : [{ rule: 'user-header-unset', blanks: { h: header }, at: policy }];
}

/** Request headers that a policy writes. */
function headersSet({ options }: PolicyFact): string[] {
    const added = objects(options['addHeaders']).filter(({ applyTo }) => applyTo !== 'Response').map(({ headerName }) => headerName);
    const forwarded = objects(options['forwardAuthInfo']).flatMap(({ header, headers }) => [header, headers]);
    return [options['forwardIdentityHttpHeader'], options['headerName'], ...added, ...forwarded].filter(name => typeof name === 'string');
}

/** Simple Header takes every pattern for a regular expression that ignores case. */
function stripsHeader({ class: policyClass, options }: PolicyFact, header: string): boolean {
    return policyClass === 'SimpleHeaderPolicy' && objects(options['stripHeaders']).some(({ stripType, pattern, applyTo }) => {
        if (stripType !== 'Key' || applyTo === 'Response') return false;
        try {
            return new RegExp(`^(?:${text(pattern)})$`, 'i').test(header);
        } catch {
            return text(pattern).toLowerCase() === header.toLowerCase();
        }
    });
}

function isSameDeclaration(a: PolicyFact, b: PolicyFact): boolean {
    return a.level === b.level && a.key === b.key;
}

/** Two policies of one set are judged where the set is declared. */
function isSameEntry(a: PolicyFact, b: PolicyFact): boolean {
    return isSameDeclaration(a, b) && a.entry === b.entry;
}

function text(value: unknown): string {
    return typeof value === 'string' ? value : '';
}

function texts(value: unknown): string[] {
    return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

function object(value: unknown): Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
}

function objects(value: unknown): Record<string, unknown>[] {
    return Array.isArray(value) ? value.map(object) : [];
}
