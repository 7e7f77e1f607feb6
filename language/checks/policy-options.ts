import type * as ast from '../generated/ast.ts';
import { globalTimeouts } from '../policy-rules.ts';
import { policyClass } from '../implementation-key.ts';
import type { Json } from '../option-values.ts';
import type { PolicyRuleId } from '../rules.ts';
import type { ProjectView } from '../project-view.ts';
import { report, type Accept } from '../report.ts';

type Options = { [option: string]: Json };
/** The rule that the options break, with the option to point at; the policy's type where none is written. */
type Verdict = { rule: PolicyRuleId; option?: string; blanks?: Record<string, string> };

/** What the options of one policy demand of each other; policies are known by their class, so that a type of the project is judged alike. */
export function checkPolicyOptions(policy: ast.Policy, implementation: string, options: Options, { view, accept }: { view: ProjectView; accept: Accept }): void {
    const judge = judges[policyClass(implementation)];
    const written = policy.options.map(({ key: name }) => name);
    const findings = [...judge?.(options, { written, name: policy.type }) ?? [], ...whoever(options, policy.type, view)];
    for (const { rule, option, blanks = {} } of findings) {
        const place = policy.options.find(({ key: name }) => name === option);
        // The table has the blanks of each rule; which of them these are, only the row here knows.
        if (place) report(accept, rule, blanks as never, { node: place, property: 'key' });
        else report(accept, rule, blanks as never, { node: policy, property: 'type' });
    }
}

const limits: Judge = ({ granularity }, { written }) => {
    return granularity === 'User' && !written.includes('userHeader') ? [{ rule: 'user-granularity-header', option: 'granularity' }] : [];
};

/** Switches that several policies have. */
function whoever({ requireTransportSecurity, requireBasicAuth, requireOauth, requireJWT }: Options, name: string, view: ProjectView): Verdict[] {
    const plain = view.remoteGateways.find(({ publicUrl }) => /^http:/i.test(publicUrl));
    const switches = { requireBasicAuth, requireOauth, requireJWT };
    return [
        ...requireTransportSecurity !== true ? []
            : plain ? [{ rule: 'tls-required-over-http', option: 'requireTransportSecurity', blanks: { url: plain.publicUrl } } as const]
                : [{ rule: 'transport-security-behind-proxy', option: 'requireTransportSecurity' } as const],
        ...Object.entries(switches).filter(([, value]) => value === false).map(([option]): Verdict => ({ rule: 'auth-not-required', option, blanks: { policy: name } }))
    ];
}

/** `options` may miss what was reported as missing or wrong; such an option is never judged a second time. */
type Judge = (options: Options, policy: { written: readonly string[]; name: string }) => Verdict[];

const withRules: Judge = ({ rules }, { name }) => Array.isArray(rules) && rules.length === 0 ? [{ rule: 'rules-empty', option: 'rules', blanks: { policy: name } }] : [];
const ipList = (list: string): Judge => ({ ipList: addresses, httpHeader }): Verdict[] => [
    ...Array.isArray(addresses) && addresses.length === 0 ? [{ rule: 'ip-list-empty', option: 'ipList', blanks: { list } } as const] : [],
    ...Array.isArray(addresses) && addresses.some(address => typeof address === 'string' && /[\d*]-[\d*]/.test(address)) ? [{ rule: 'address-range-unreliable', option: 'ipList' } as const] : [],
    ...typeof httpHeader !== 'string' || httpHeader === '' ? []
        : /^x-real-ip$/i.test(httpHeader) ? [{ rule: 'ip-real-ip-header', option: 'httpHeader' } as const] : [{ rule: 'ip-header-forgeable', option: 'httpHeader', blanks: { h: httpHeader } } as const]
];

const judges: Record<string, Judge | undefined> = {
    AuthorizationPolicy: withRules,
    IgnoredResourcesPolicy: withRules,
    SoapAuthorizationPolicy: withRules,
    TimeRestrictedAccessPolicy(options, policy) {
        const isEmpty = entries(options['rules']).some(({ timeStart, timeEnd, dayStart, dayEnd }) =>
            (typeof timeStart === 'string' && typeof timeEnd === 'string' && timeStart >= timeEnd) || Number(dayStart) > Number(dayEnd));
        return isEmpty ? [{ rule: 'time-window-empty', option: 'rules' }] : withRules(options, policy);
    },
    IPWhitelistPolicy: ipList('allowlist'),
    IPBlacklistPolicy: ipList('blocklist'),
    BasicAuthenticationPolicy(options, { written }) {
        const [ldap = {}, jdbc = {}] = [options['ldapIdentity'], options['jdbcIdentity']].map(source => entries(source === undefined ? [] : [source])[0]);
        const missing = [
            ...jdbc['extractRoles'] === true && !jdbc['roleQuery'] ? [['jdbcIdentity', 'roleQuery']] : [],
            ...ldap['extractRoles'] === true ? ['membershipAttribute', 'rolenameAttribute'].filter(name => !ldap[name]).map(name => ['ldapIdentity', name]) : []
        ];
        const database = typeof jdbc['jdbcUrl'] === 'string' ? jdbc['jdbcUrl'] : '';
        return [
            ...written.filter(name => /^(static|ldap|jdbc)Identity$/.test(name)).length === 1 ? [] : [{ rule: 'basic-identity-count' } as const],
            ...written.includes('staticIdentity') ? [{ rule: 'basic-static-production', option: 'staticIdentity' } as const] : [],
            ...database !== '' && !/^jdbc:(postgresql|mariadb|mysql):/i.test(database) && !database.includes('${') ? [{ rule: 'basic-jdbc-unsupported', option: 'jdbcIdentity' } as const] : [],
            ...missing.map(([source = '', option = '']): Verdict => ({ rule: 'roles-query-missing', option: source, blanks: { option } }))
        ];
    },
    CorsPolicy: ({ allowMethods, allowHeaders, allowOrigin, allowCredentials }) => [
        ...([['methods', 'allowMethods', allowMethods], ['headers', 'allowHeaders', allowHeaders]] as const)
            .filter(([, , list]) => Array.isArray(list) && list.includes('*')).map(([what, option]): Verdict => ({ rule: 'cors-wildcard', option, blanks: { what } })),
        ...allowCredentials === true && Array.isArray(allowOrigin) && allowOrigin.includes('*') ? [{ rule: 'cors-credentials-wildcard', option: 'allowCredentials' } as const] : []
    ],
    JWTPolicy({ signingKeyString: signingKey, kid, requireSigned }) {
        const isUrl = typeof signingKey === 'string' && /^https?:\/\//i.test(signingKey);
        const isPlaceholder = typeof signingKey === 'string' && signingKey.includes('${');
        const isBase64 = typeof signingKey === 'string' && /^[A-Za-z0-9+/\r\n]+={0,2}\s*$/.test(signingKey);
        return [
            ...signingKey === '' ? [{ rule: 'jwt-without-key', option: 'signingKeyString' } as const]
                : signingKey !== undefined && !isUrl && !isPlaceholder && !isBase64 ? [{ rule: 'jwt-bad-key', option: 'signingKeyString' } as const] : [],
            ...kid !== undefined && isBase64 ? [{ rule: 'jwt-kid-without-url', option: 'kid' } as const] : [],
            ...requireSigned === false ? [{ rule: 'jwt-unsigned', option: 'requireSigned' } as const] : []
        ];
    },
    HttpSecurityPolicy: (_, { written }) => written.length === 0 ? [{ rule: 'http-security-empty' }] : [],
    CachingResourcesPolicy: ({ ttl, cachingResourcesSettingsEntries: kept }) =>
        ttl !== undefined && Array.isArray(kept) && kept.length === 0 ? [{ rule: 'caching-ttl', option: 'cachingResourcesSettingsEntries' }] : [],
    RateLimitingPolicy: limits,
    QuotaPolicy: limits,
    TransferQuotaPolicy: limits,
    URLRewritingPolicy: (options, { written }) => ['processRequestUrl', 'processRequestHeaders', 'processResponseHeaders', 'processResponseBody']
        .some(name => options[name] === true || (written.includes(name) && options[name] === undefined)) ? [] : [{ rule: 'rewrite-no-target' }],
    SimpleHeaderPolicy({ addHeaders, stripHeaders }) {
        const added = entries(addHeaders);
        if (added.length === 0 && entries(stripHeaders).length === 0) return [{ rule: 'header-empty-policy' }];
        const isCopied = added.some(({ valueType, applyTo }) => valueType === 'Header' && (applyTo === 'Response' || applyTo === 'Both'));
        const isOutside = added.some(({ valueType }) => valueType === 'Env' || valueType === 'System Properties');
        return [...isCopied ? [{ rule: 'header-value-on-response', option: 'addHeaders' } as const] : [], ...isOutside ? [{ rule: 'header-env-value', option: 'addHeaders' } as const] : []];
    },
    TimeoutPolicy(options) {
        const above = (['timeoutConnect', 'timeoutRead'] as const).find(option => Number(options[option]) > globalTimeouts[option] * 1000);
        if (above) return [{ rule: 'timeout-above-global', option: above }];
        return Number(options['timeoutRead']) < Number(options['timeoutConnect']) ? [{ rule: 'timeout-read-below-connect', option: 'timeoutRead' }] : [];
    }
};

function entries(list: Json | undefined): Options[] {
    return Array.isArray(list) ? list.filter((item): item is Options => typeof item === 'object' && !Array.isArray(item)) : [];
}
