import { apiKey } from './api-key.ts';
import type { PolicyType } from './policy.ts';
import { quota } from './quota.ts';
import { rateLimiting } from './rate-limiting.ts';

const builtIn = 'class:io.apiman.gateway.engine.policies.';
const plugin = 'plugin:io.apiman.plugins:apiman-plugins-';

/** The policies that this gateway runs, by implementation without plugin version. */
export const policyTable: ReadonlyMap<string, PolicyType> = new Map([
    [`${builtIn}RateLimitingPolicy`, rateLimiting],
    [`${builtIn}QuotaPolicy`, quota],
    [`${plugin}apikey-policy:war/io.apiman.plugins.apikey_policy.ApiKeyPolicy`, apiKey],
]);

/** Drops the version: `plugin:group:artifact:1.2:war/Class` becomes `plugin:group:artifact:war/Class`; a class stays as it is. */
export function withoutVersion(implementation: string): string {
    const parts = /^plugin:([^:]*):([^:]*):[^:]*:(.*)$/.exec(implementation);
    return parts ? `plugin:${parts[1]}:${parts[2]}:${parts[3]}` : implementation;
}
