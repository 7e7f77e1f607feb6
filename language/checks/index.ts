import { keyOf, type Declaration } from '../declarations.ts';
import type { DeclarationNode } from '../extraction.ts';
import { report, type Accept } from '../report.ts';
import { checkApi } from './api.ts';
import type { Check } from './check.ts';
import { checkClient } from './client.ts';
import { checkOrganization, checkParameter, checkPlan, checkPolicySet, checkPolicyType } from './definitions.ts';
import { checkLifecycle } from './lifecycle.ts';
import { checkNaming } from './naming.ts';
import { checkTexts } from './texts.ts';

/** All checks of one declaration. */
export function checkDeclaration(given: Check<Declaration, DeclarationNode>): void {
    let isSound = true;
    const accept: Accept = finding => {
        if (finding.severity === 'error') isSound = false;
        given.accept(finding);
    };
    const check = { ...given, accept };
    checkDuplicate(check);
    // What is wrong with a declaration that could not be read follows from its syntax error.
    if (check.declaration.broken) return;
    checkTexts(check.node, check.view, accept);
    checkNaming(check);
    (checks[check.declaration.kind] as (check: Check<Declaration, DeclarationNode>) => void)(check);
    checkLifecycle(check, isSound);
}

const checks = {
    organization: checkOrganization, plan: checkPlan, api: checkApi, client: checkClient,
    parameter: checkParameter, policies: checkPolicySet, 'policy-type': checkPolicyType
} satisfies Record<Declaration['kind'], unknown>;

/** Of two declarations of one key the second is marked and relates to the first. Blocks of one organization belong together. */
function checkDuplicate({ declaration, node, entry, view, accept }: Check<Declaration, DeclarationNode>): void {
    if (declaration.kind === 'organization') return;
    const key = keyOf(declaration);
    const [first] = view.index.entries(declaration.kind, key);
    if (!first || (first.uri === entry.uri && first.ordinal === entry.ordinal)) return;
    const related = [{ message: 'It is declared here first.', site: { kind: declaration.kind, key, uri: first.uri, ordinal: first.ordinal, site: 'name' } }];
    if ('version' in declaration) {
        report(accept, 'duplicate-version', { v: declaration.version, kind: kindWords[declaration.kind], name: declaration.name }, { node, property: 'name' }, { related });
    } else {
        report(accept, 'duplicate-element', { Kind: capitalized(kindWords[declaration.kind]), name: declaration.name }, { node, property: 'name' }, { related });
    }
}

export const kindWords: Record<Declaration['kind'], string> = {
    organization: 'organization', plan: 'plan', api: 'API', client: 'client', parameter: 'parameter', policies: 'policy set', 'policy-type': 'policy type'
};

function capitalized(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
