import { apiKey } from './api-key.ts';
import { basicAuthentication } from './basic-authentication.ts';
import { cors } from './cors.ts';
import { ignoredResources } from './ignored-resources.ts';
import { ipAllowlist, ipBlocklist } from './ip-list.ts';
import type { PolicyType } from './policy.ts';
import { quota } from './quota.ts';
import { rateLimiting } from './rate-limiting.ts';
import { simpleHeader } from './simple-header.ts';
import { transferQuota } from './transfer-quota.ts';
import { urlRewriting } from './url-rewriting.ts';

const builtIn = 'class:io.apiman.gateway.engine.policies.';
const plugin = 'plugin:io.apiman.plugins:apiman-plugins-';

/** The policies that this gateway runs, by implementation without plugin version. */
export const policyTable: ReadonlyMap<string, PolicyType> = new Map([
    [`${builtIn}RateLimitingPolicy`, rateLimiting],
    [`${builtIn}QuotaPolicy`, quota],
    [`${builtIn}TransferQuotaPolicy`, transferQuota],
    [`${builtIn}BasicAuthenticationPolicy`, basicAuthentication],
    [`${builtIn}URLRewritingPolicy`, urlRewriting],
    [`${builtIn}IPWhitelistPolicy`, ipAllowlist],
    [`${builtIn}IPBlacklistPolicy`, ipBlocklist],
    [`${builtIn}IgnoredResourcesPolicy`, ignoredResources],
    [`${plugin}apikey-policy:war/io.apiman.plugins.apikey_policy.ApiKeyPolicy`, apiKey],
    [`${plugin}cors-policy:war/io.apiman.plugins.cors_policy.CorsPolicy`, cors],
    [`${plugin}simple-header-policy:war/io.apiman.plugins.simpleheaderpolicy.SimpleHeaderPolicy`, simpleHeader],
]);

/** Drops the version: `plugin:group:artifact:1.2:war/Class` becomes `plugin:group:artifact:war/Class`; a class stays as it is. */
export function withoutVersion(implementation: string): string {
    const parts = /^plugin:([^:]*):([^:]*):[^:]*:(.*)$/.exec(implementation);
    return parts ? `plugin:${parts[1]}:${parts[2]}:${parts[3]}` : implementation;
}
