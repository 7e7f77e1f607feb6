import type { AstNode } from 'langium';
import type { OrganizationDeclaration, ParameterDeclaration, PlanDeclaration, PolicySetDeclaration, PolicyTypeDeclaration } from '../declarations.ts';
import { basicTypes } from '../type-extraction.ts';
import { AstUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import { convertValue } from '../option-values.ts';
import { implicitEnvironment } from '../../project/environment.ts';
import { report } from '../report.ts';
import { checkOwnChain } from './chain.ts';
import type { Check } from './check.ts';
import { checkPolicies } from './policies.ts';
import { checkAttributes } from './properties.ts';
import { looksLikeSecret } from '../secret-pattern.ts';

export function checkOrganization(check: Check<OrganizationDeclaration, ast.Organization>): void {
    checkAttributes('organization', check.node.members, check);
}

export function checkPlan(check: Check<PlanDeclaration, ast.Plan>): void {
    checkAttributes('plan', check.node.members, check);
    checkPolicies(check.node.members, check);
    checkOwnChain(check);
}

export function checkPolicySet(check: Check<PolicySetDeclaration, ast.PolicySet>): void {
    checkPolicies(check.node.members, check);
    checkOwnChain(check);
}

export function checkParameter({ declaration, node, view, accept }: Check<ParameterDeclaration, ast.Parameter>): void {
    const { name, secret, type } = declaration;
    if (secret) {
        // A secret never has a default; a literal that looks like one is reported by the check of all texts.
        if (declaration.default && node.default && !looksLikeSecret(node.default.$cstNode?.text ?? '')) report(accept, 'secret-in-clear', {}, { node, property: 'default' });
        return;
    }
    if (declaration.default && type) {
        const { problems } = convertValue(name, declaration.default, type, view.parameter);
        for (const problem of problems) {
            if (problem.rule === 'option-type') report(accept, 'parameter-type', { p: name, expected: problem.blanks.expected }, { node, property: 'default' });
            else report(accept, problem.rule, problem.blanks, { node: node as AstNode });
        }
    }
    if (!declaration.default && view.settings.environments.length === 0) {
        report(accept, 'parameter-without-value', { p: name, env: implicitEnvironment }, { node, property: 'name' });
    }
}

export function checkPolicyType({ declaration, node, view, accept }: Check<PolicyTypeDeclaration, ast.PolicyType>): void {
    if (view.isShipped(declaration.name)) report(accept, 'shadows-shipped-type', { t: declaration.name }, { node, property: 'name' });
    if (!declaration.implementation) {
        report(accept, 'missing-option', { o: 'implementation', policy: `Policy type ${declaration.name}` }, { node, property: 'name' });
    }
    for (const part of AstUtils.streamAllContents(node)) {
        if (part.$type !== 'ChoiceType' || isReserved(part)) continue;
        const [only, another] = (part as ast.ChoiceType).choices;
        if (only?.name && !another && !basicTypes.some(name => name === only.name)) report(accept, 'unknown-type', { t: only.name }, { node: only as AstNode });
    }
}

/** `implementation` and `authenticates` have the form of an option and are none. */
function isReserved(type: AstNode): boolean {
    const option = type.$container as ast.OptionType | undefined;
    return option?.$type === 'OptionType' && option.$container.$type === 'PolicyType' && ['implementation', 'authenticates'].includes(option.name);
}
