/**
 * The document that a headless Apiman gateway loads, and the beans that its configuration API takes
 * (Apiman 3.1.3, `io.apiman.gateway.engine.beans`). An unknown member is refused with 400, so nothing else is ever sent.
 */
export interface GatewayDocument { apis: ApiBean[]; clients: ClientBean[] }

export interface ApiBean {
    organizationId: string;
    apiId: string;
    version: string;
    publicAPI: boolean;
    endpoint: string;
    endpointType: 'rest' | 'soap';
    endpointContentType: 'json' | 'xml';
    endpointProperties: Record<string, string>;
    parsePayload: boolean;
    /** Written only when true, so that gateways before 1.5.6 accept the bean. */
    keysStrippingDisabled?: boolean;
    apiPolicies: PolicyBean[];
}

export interface ClientBean {
    organizationId: string;
    clientId: string;
    version: string;
    /** Joined in on the way to the gateway; never part of what the compiler yields. */
    apiKey?: string;
    contracts: ContractBean[];
}

export interface ContractBean {
    apiOrgId: string;
    apiId: string;
    apiVersion: string;
    /** The plan's name, without its version. */
    plan: string;
    /** Client, then plan, then API, each in its written order. */
    policies: PolicyBean[];
}

/** `policyJsonConfig` is a string that holds JSON; `"{}"` where nothing is set. */
export interface PolicyBean { policyImpl: string; policyJsonConfig: string }
