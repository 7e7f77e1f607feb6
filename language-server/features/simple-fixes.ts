import { t } from '@vscode/l10n';
import type { AstNode } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import type { RuleId } from '../../language/rules.ts';
import { partOf } from '../lifecycle/cutting.ts';
import { insertFirst, insertInto, insertOptions } from '../lifecycle/insertion.ts';
import { editAt, standingOf } from '../lifecycle/standing.ts';
import { declarationAt, insertBefore, replace, replaceByMeant, type Fix, type Fixer, type Problem } from './fix.ts';
import { syntaxAt } from './syntax-at.ts';

/** The fixes of rules that one line of a table describes. */
export const simpleFixes: Partial<Record<RuleId, Fixer>> = {
    ...forEach(['api-key-defined', 'auth-not-required', 'cors-credentials-wildcard', 'duplicate-attribute', 'duplicate-option', 'ip-header-forgeable', 'ip-real-ip-header', 'jwt-kid-without-url', 'jwt-unsigned', 'keys-strip-private', 'tls-required-over-http', 'transport-security-behind-proxy'], without('Property')),
    ...forEach(['client-policies-not-for-public', 'header-empty-policy', 'http-security-empty', 'key-policy-on-public-api', 'unreachable-limit', 'shared-counter'], without('Policy')),
    ...forEach(['approval-on-public', 'duplicate-plan-offer', 'plan-other-org', 'public-with-plans', 'two-versions-of-plan'], without('Offer')),
    ...forEach(['contract-no-plans', 'contract-public-api', 'duplicate-contract'], without('Contract')),
    ...forEach(['duplicate-element', 'duplicate-version'], without('Plan', 'Api', 'Client', 'Member', 'Parameter', 'PolicySet', 'PolicyType')),
    ...forEach(['authentication-conflict', 'basic-authentication-twice', 'duplicate-policy-in-chain', 'ip-in-both-lists', 'weaker-inner-limit'], withoutEither),
    ...forEach(['invalid-project-file', 'unknown-parameter', 'unknown-rule'], replaceByMeant),
    'client-granularity-public': problem => [replace(problem, t("Write '{0}'", 'Ip'), 'Ip')],
    'delete-last-contract': problem => before(problem, t('Retire the client'), 'retired '),
    'empty-plan': add('Plan', 'policy RateLimiting { limit: 1000, granularity: Client, period: Day }'),
    // Whether the gateway answers there, and which of two numbers is meant, nobody knows here.
    ...forEach(['insecure-gateway-url', 'number-notation'], problem => replaceByMeant(problem).map(({ title, edits }) => ({ title, edits }))),
    'missing-endpoint': add('Api', 'endpoint: "https://backend.example"'),
    'public-without-protection': add('Api', 'policy RateLimiting { limit: 1000, granularity: Ip, period: Day }'),
    'rewrite-no-target': add('Policy', 'processRequestUrl: true', 'processRequestHeaders: true', 'processResponseHeaders: true', 'processResponseBody: true'),
    'user-granularity-header': add('Policy', 'userHeader: "X-User"')
};

type Part = 'Api' | 'Client' | 'Contract' | 'Member' | 'Offer' | 'Parameter' | 'Plan' | 'Policy' | 'PolicySet' | 'PolicyType' | 'Property';

function forEach(rules: readonly RuleId[], fixer: Fixer): Partial<Record<RuleId, Fixer>> {
    return Object.fromEntries(rules.map(rule => [rule, fixer]));
}

/** Takes out what the finding marks, with the comments that belong to it. */
function without(...kinds: Part[]): Fixer {
    return ({ project, uri, diagnostic: { range } }) => {
        const node = syntaxAt(project, uri, range.start, ...kinds);
        if (!node) return [];
        const { start, end } = partOf(standingOf(project, uri, node));
        return [{ title: removeTitle(node), edits: [editAt(project, uri, start, end, '')] }];
    };
}

/** Takes out one of the policies that do not go together, wherever each stands. */
function withoutEither({ project, uri, diagnostic }: Problem): Fix[] {
    return [{ uri, range: diagnostic.range }, ...diagnostic.related].flatMap(place => {
        const policy = syntaxAt(project, place.uri, place.range.start, 'Policy');
        if (!policy) return [];
        const { start, end } = partOf(standingOf(project, place.uri, policy));
        return [{ title: t('Remove {0} from {1}', policy.type, policy.$container.name), edits: [editAt(project, place.uri, start, end, '')] }];
    });
}

function removeTitle(node: ast.ApimAstType[Part]): string {
    switch (node.$type) {
        case 'Property': return t('Remove {0}', node.key);
        case 'Policy': return t('Remove {0}', node.type);
        case 'Api': return t('Remove this API');
        case 'Client': return t('Remove this client');
        case 'Contract': return t('Remove this contract');
        case 'Member': return t('Remove this member');
        case 'Offer': return t('Remove this offer');
        case 'Parameter': return t('Remove this parameter');
        case 'Plan': return t('Remove this plan');
        case 'PolicySet': return t('Remove this set of policies');
        case 'PolicyType': return t('Remove this policy type');
    }
}

/** Puts a word in front of the declaration that the finding marks. */
function before(problem: Problem, title: string, word: string): Fix[] {
    const entry = declarationAt(problem);
    return entry ? insertBefore(entry, title, word).map(({ edits }) => ({ title, edits })) : [];
}

/** Writes what is missing into the body around the finding; each text is a fix of its own. Their values are for the user to set. */
function add(kind: 'Api' | 'Plan' | 'Policy', ...members: string[]): Fixer {
    return ({ project, uri, diagnostic: { range } }) => {
        const node: AstNode | undefined = syntaxAt(project, uri, range.start, kind);
        if (!node) return [];
        return members.map(member => {
            const insert = kind === 'Policy' ? insertOptions : member.startsWith('policy ') ? insertInto : insertFirst;
            return { title: t('Add {0}', member.replace(/ \{.*/, '')), edits: [insert(project, uri, node, member)] };
        });
    };
}
