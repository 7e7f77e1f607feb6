import type { HeaderList } from '../header-list.ts';
import type { Options } from './options.ts';
import type { PolicyType } from './policy.ts';

/** Apiman's HTTP security plugin: headers that tell browsers to be careful. Failures get none of them on Apiman; strictly they do. */
export const httpSecurity: PolicyType = (options, { strict }) => {
    const headers = readHeaders(options);
    const set = (target: HeaderList) => headers.forEach(([name, value]) => target.set(name, value));
    return {
        response(_call, answer) {
            const hsts = options.part('hsts');
            if (!hsts || !options.part('contentSecurityPolicy')) throw options.error(`${hsts ? 'contentSecurityPolicy' : 'hsts'} is missing.`);
            set(answer.headers);
            return undefined;
        },
        ...(strict && { failure: (_call, failure) => void Object.assign(failure.headers, Object.fromEntries(headers)) }),
    };
};

function readHeaders(options: Options): [name: string, value: string][] {
    const headers: [string, string][] = [];
    const hsts = options.part('hsts');
    if (hsts?.flag('enabled')) {
        const parts = [`max-age=${hsts.whole('maxAge')}`, ...(hsts.flag('includeSubdomains') ? ['includeSubDomains'] : []), ...(hsts.flag('preload') ? ['preload'] : [])];
        headers.push(['Strict-Transport-Security', parts.join('; ')]);
    }
    const frames = options.choice('frameOptions', ['DENY', 'SAMEORIGIN', 'DISABLED']) ?? 'DISABLED';
    if (frames !== 'DISABLED') headers.push(['X-Frame-Options', frames]);
    const scripts = options.choice('xssProtection', ['OFF', 'ON', 'BLOCK', 'DISABLED']) ?? 'DISABLED';
    if (scripts !== 'DISABLED') headers.push(['X-XSS-Protection', { OFF: '0', ON: '1', BLOCK: '1; mode=block' }[scripts]]);
    if (options.flag('contentTypeOptions')) headers.push(['X-Content-Type-Options', 'nosniff']);
    const content = options.part('contentSecurityPolicy');
    const mode = content?.choice('mode', ['ENABLED', 'REPORT_ONLY', 'DISABLED']) ?? 'DISABLED';
    if (mode !== 'DISABLED') headers.push([mode === 'ENABLED' ? 'Content-Security-Policy' : 'Content-Security-Policy-Report-Only', content?.text('csp') ?? '']);
    return headers;
}
