import { identityOf } from '../../language/declarations.ts';
import { printContract, printHead, printOffer, printParameter } from '../features/printed-declaration.ts';
import { parameterUse, stringOf } from '../features/printed-value.ts';
import type { AgreementDraft, ApiDraft, ClientDraft, LimitDraft, OrganizationDraft, PlanDraft, SignInDraft } from './draft.ts';

/** What a declaration is written as, by its lines; the formatter does the rest. `isAmbiguous` tells which plan an API offers in several versions. */
export function declarationText(draft: OrganizationDraft | PlanDraft | ApiDraft | ClientDraft, isAmbiguous: (agreement: AgreementDraft) => boolean): string {
    return [`${printHead(draft.kind === 'client' ? { ...draft, retired: false } : draft)} {`, ...members(draft, isAmbiguous), '}'].join('\n');
}

export function contractText({ api, plan }: AgreementDraft, organization: string, isAmbiguous: boolean): string {
    const { name, version } = identityOf(plan);
    return printContract({ api, plan: name, planVersion: isAmbiguous ? version : undefined }, organization);
}

export function parameterText({ name, default: value }: { name: string; default: string }): string {
    return printParameter({ name, secret: false, type: { kind: 'basic', name: 'url' }, default: { kind: 'template', parts: [value] } });
}

function members(draft: OrganizationDraft | PlanDraft | ApiDraft | ClientDraft, isAmbiguous: (agreement: AgreementDraft) => boolean): string[] {
    switch (draft.kind) {
        case 'organization': return [];
        case 'plan': return [...description(draft), ...draft.limit ? [limitText(draft.limit)] : []];
        case 'api': return apiMembers(draft);
        case 'client': return [...description(draft), ...draft.contracts.map(agreement => contractText(agreement, draft.organization, isAmbiguous(agreement)))];
    }
}

function description({ description: text }: PlanDraft | ApiDraft | ClientDraft): string[] {
    return text ? [`description: ${stringOf(text)}`] : [];
}

function apiMembers(draft: ApiDraft): string[] {
    const offered = [...draft.offers, ...draft.plan ? [`${draft.organization}/${draft.plan.name}@${draft.plan.version}`] : []];
    return [
        ...description(draft),
        ...draft.endpoint ? [`endpoint: ${endpointOf(draft.endpoint)}`] : [],
        ...draft.type === 'soap' ? ['type: soap', 'content: xml'] : [],
        ...draft.definition ? [`definition: ${stringOf(draft.definition)}`] : [],
        ...offered.map(plan => printOffer(plan, draft.organization)),
        ...draft.signIn ? ['', ...signInText(draft.signIn, draft.name)] : []
    ];
}

/** A parameter alone is written without quotes. */
function endpointOf(endpoint: string): string {
    return /^\$\{([A-Za-z_]\w*)\}$/.exec(endpoint)?.[1] ?? parameterUse(endpoint);
}

function limitText({ policy, limit, period }: LimitDraft): string {
    return `policy ${policy} { limit: ${limit}, ${policy === 'TransferQuota' ? 'direction: both, ' : ''}granularity: Client, period: ${period} }`;
}

function signInText(signIn: SignInDraft, realm: string): string[] {
    switch (signIn.policy) {
        case 'Jwt': return [`policy Jwt { signingKeyString: ${parameterUse(signIn.keys)} }`];
        case 'KeycloakOAuth': return [`policy KeycloakOAuth { realm: ${parameterUse(signIn.realm)} }`];
        case 'BasicAuthentication': return [
            'policy BasicAuthentication {',
            `realm: ${stringOf(realm)}`,
            '// apim-ignore basic-static-production: to begin with; in production let a directory (ldapIdentity) or tokens (policy Jwt) say who may call',
            `staticIdentity: { identities: [{ username: ${stringOf(signIn.username)}, password: ${signIn.parameter} }] }`,
            '}'
        ];
    }
}
