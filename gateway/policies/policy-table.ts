import { apiKey } from './api-key.ts';
import { authorization } from './authorization.ts';
import { basicAuthentication } from './basic-authentication.ts';
import { cachingResources } from './caching-resources.ts';
import { circuitBreaker } from './circuit-breaker.ts';
import { cors } from './cors.ts';
import { headerAllowDeny } from './header-allow-deny.ts';
import { httpSecurity } from './http-security.ts';
import { ignoredResources } from './ignored-resources.ts';
import { ipAllowlist, ipBlocklist } from './ip-list.ts';
import { jsonp } from './jsonp.ts';
import { jwt } from './jwt.ts';
import { keycloakOauth } from './keycloak-oauth.ts';
import { logHeaders } from './log-headers.ts';
import { noop } from './noop.ts';
import type { PolicyType } from './policy.ts';
import { quota } from './quota.ts';
import { rateLimiting } from './rate-limiting.ts';
import { simpleHeader } from './simple-header.ts';
import { soapAuthorization } from './soap-authorization.ts';
import { timeRestrictedAccess } from './time-restricted-access.ts';
import { timeout } from './timeout.ts';
import { transferQuota } from './transfer-quota.ts';
import { transformation } from './transformation.ts';
import { uniqueHeader } from './unique-header.ts';
import { urlAllowlist } from './url-allowlist.ts';
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
    [`${builtIn}AuthorizationPolicy`, authorization],
    [`${builtIn}TimeRestrictedAccessPolicy`, timeRestrictedAccess],
    [`${builtIn}CachingResourcesPolicy`, cachingResources],
    [`${plugin}apikey-policy:war/io.apiman.plugins.apikey_policy.ApiKeyPolicy`, apiKey],
    [`${plugin}cors-policy:war/io.apiman.plugins.cors_policy.CorsPolicy`, cors],
    [`${plugin}simple-header-policy:war/io.apiman.plugins.simpleheaderpolicy.SimpleHeaderPolicy`, simpleHeader],
    [`${plugin}circuit-breaker-policy:war/io.apiman.plugins.circuit_breaker.CircuitBreakerPolicy`, circuitBreaker],
    [`${plugin}header-allow-deny-policy:war/io.apiman.plugins.headerallowdeny.HeaderAllowDenyPolicy`, headerAllowDeny],
    [`${plugin}http-security-policy:war/io.apiman.plugins.httpsecuritypolicy.HttpSecurityPolicy`, httpSecurity],
    [`${plugin}jsonp-policy:war/io.apiman.plugins.jsonp_policy.JsonpPolicy`, jsonp],
    [`${plugin}jwt-policy:war/io.apiman.plugins.jwt.JWTPolicy`, jwt],
    [`${plugin}keycloak-oauth-policy:war/io.apiman.plugins.keycloak_oauth_policy.KeycloakOauthPolicy`, keycloakOauth],
    [`${plugin}log-policy:war/io.apiman.plugins.log_policy.LogHeadersPolicy`, logHeaders],
    [`${plugin}noop-policy:war/io.apiman.plugins.noop_policy.NoopPolicy`, noop],
    [`${plugin}soap-authorization-policy:war/io.apiman.plugins.soap_authorization_policy.SoapAuthorizationPolicy`, soapAuthorization],
    [`${plugin}timeout-policy:war/io.apiman.plugins.timeoutpolicy.TimeoutPolicy`, timeout],
    [`${plugin}transformation-policy:war/io.apiman.plugins.transformation_policy.TransformationPolicy`, transformation],
    [`${plugin}unique-header-policy:war/io.apiman.plugins.uniqueheader.UniqueHeaderPolicy`, uniqueHeader],
    [`${plugin}url-whitelist-policy:war/io.apiman.plugins.urlwhitelist.UrlWhitelistPolicy`, urlAllowlist],
]);

/** Drops the version: `plugin:group:artifact:1.2:war/Class` becomes `plugin:group:artifact:war/Class`; a class stays as it is. */
export function withoutVersion(implementation: string): string {
    const parts = /^plugin:([^:]*):([^:]*):[^:]*:(.*)$/.exec(implementation);
    return parts ? `plugin:${parts[1]}:${parts[2]}:${parts[3]}` : implementation;
}
