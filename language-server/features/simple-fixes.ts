import type { RuleId } from '../../language/rules.ts';
import { partOf } from '../lifecycle/cutting.ts';
import { editAt, standingOf } from '../lifecycle/standing.ts';
import { replace, type Fix, type Fixer, type Problem } from './fix.ts';
import { syntaxAt } from './syntax-at.ts';

/** Rules that are put right by taking out the attribute, the option or the member that the finding marks. */
const superfluous: Partial<Record<RuleId, 'Property' | 'Policy' | 'Offer' | 'Contract'>> = {
    'api-key-defined': 'Property', 'auth-not-required': 'Property', 'cors-credentials-wildcard': 'Property', 'duplicate-attribute': 'Property', 'duplicate-option': 'Property',
    'ip-header-forgeable': 'Property', 'ip-real-ip-header': 'Property', 'jwt-kid-without-url': 'Property', 'jwt-unsigned': 'Property', 'keys-strip-private': 'Property',
    'tls-required-over-http': 'Property', 'transport-security-behind-proxy': 'Property',
    'header-empty-policy': 'Policy', 'http-security-empty': 'Policy', 'key-policy-on-public-api': 'Policy',
    'approval-on-public': 'Offer', 'duplicate-plan-offer': 'Offer', 'public-with-plans': 'Offer', 'duplicate-contract': 'Contract'
};

/** Rules that are put right by another value in the place of the finding. */
const values: Partial<Record<RuleId, string>> = { 'client-granularity-public': 'Ip' };

/** The fix of a rule that one line of a table describes. */
export function simpleFixer(rule: RuleId): Fixer | undefined {
    const kind = superfluous[rule];
    if (kind) return problem => removal(problem, kind);
    const value = values[rule];
    return value === undefined ? undefined : problem => [replace(problem, `Write '${value}'`, value)];
}

export const simpleRules: readonly RuleId[] = [...Object.keys(superfluous), ...Object.keys(values)] as RuleId[];

function removal({ project, uri, diagnostic: { range } }: Problem, kind: 'Property' | 'Policy' | 'Offer' | 'Contract'): Fix[] {
    const node = syntaxAt(project, uri, range.start, kind);
    if (!node) return [];
    const { start, end } = partOf(standingOf(project, uri, node));
    const what = node.$type === 'Property' ? node.key : node.$type === 'Policy' ? node.type : node.$type === 'Offer' ? 'this offer' : 'this contract';
    return [{ title: `Remove ${what}`, edits: [editAt(project, uri, start, end, '')] }];
}
