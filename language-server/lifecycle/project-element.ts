import { keyOf, type ApiDeclaration, type ClientDeclaration, type PlanDeclaration } from '../../language/declarations.ts';
import type { ProjectElement } from '../protocol/lifecycle.ts';

/** A plan, an API or a client as it can be chosen from a list. */
export function projectElement(declaration: PlanDeclaration | ApiDeclaration | ClientDeclaration): ProjectElement {
    const { title } = declaration;
    return { kind: declaration.kind, key: keyOf(declaration), ...(title === undefined ? {} : { title }), state: stateOf(declaration) };
}

function stateOf(declaration: PlanDeclaration | ApiDeclaration | ClientDeclaration): ProjectElement['state'] {
    switch (declaration.kind) {
        case 'plan': return declaration.locked ? 'locked' : 'draft';
        case 'api': return declaration.state;
        case 'client': return declaration.retired ? 'retired' : 'declared';
    }
}
