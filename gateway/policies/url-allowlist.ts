import { EngineError } from '../engine-error.ts';
import { failure } from './policy.ts';
import type { PolicyType } from './policy.ts';
import { regexOption } from './regex-option.ts';

/**
 * Apiman's URL whitelist plugin: only these paths, with these methods; the first pattern that matches decides. With the version in a header
 * Apiman cuts organization, API and version from a path that has no version; strictly the path is what follows the API.
 */
export const urlAllowlist: PolicyType = (options, { regexes, strict }) => {
    const cuts = options.flag('removePathPrefix') ?? true;
    const entries = (options.parts('whitelist') ?? []).map(entry => ({
        regex: regexOption(entry, 'regex'),
        methods: new Set(methods.filter(method => entry.flag(`method${method[0]}${method.slice(1).toLowerCase()}`) ?? false)),
    }));
    return {
        async request(call) {
            const { api } = call;
            const whole = normalized(call.path);
            const prefix = `/${api.organizationId}/${api.apiId}/${api.version}`;
            if (cuts && !strict && whole.length < prefix.length) throw new EngineError(500, `Error getting normalised path from: ${call.path}`);
            const path = !cuts ? whole : strict ? normalized(call.destination ?? '') : whole.slice(prefix.length);
            for (const { regex, methods: allowed } of entries) {
                const [isMatch] = await regexes.matches(regex, [path]);
                if (!isMatch) continue;
                const method = methods.find(known => known === call.method.toUpperCase());
                if (!method) throw new EngineError(500, `Error checking if request is permitted: ${call.method} ${path}`);
                return allowed.has(method) ? undefined : refusal(path);
            }
            return refusal(path);
        },
    };
};

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE'] as const;

function refusal(path: string) {
    return failure('Authorization', 403, `Normalised URL '${path}' not permitted.`);
}

/** As Java's `URI.normalize`: without `.`, `..` and doubled slashes, then decoded. */
function normalized(path: string): string {
    const kept: string[] = [];
    const segments = path.split('/').slice(1);
    segments.forEach((segment, at) => {
        const isLast = at === segments.length - 1;
        if (segment === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
        else if (segment !== '.' && (segment !== '' || isLast)) kept.push(segment);
        if (isLast && (segment === '.' || segment === '..')) kept.push('');
    });
    try {
        return path === '' ? '' : decodeURIComponent(`/${kept.join('/')}`);
    } catch {
        throw new EngineError(500, `Error getting normalised path from: ${path}`);
    }
}
