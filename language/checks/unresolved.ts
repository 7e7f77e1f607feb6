import type { AstNode } from 'langium';
import { elementOf, organizationOf } from '../declarations.ts';
import type * as ast from '../generated/ast.ts';
import { meantKey } from '../meant-key.ts';
import type { ProjectView } from '../project-view.ts';
import { report, type Accept, type Place } from '../report.ts';
import { hintAt } from '../suggestion.ts';
import { reportCase } from './case.ts';

/** A reference that names nothing, written in an organization; `key` is what it stands for there. */
export interface Unresolved { kind: 'plan' | 'api' | 'client'; key: string; organization: string; reference: ast.QualifiedReference }

/** Where only the case is wrong, that is said and nothing else. What is meant stands where it may be left out without its organization. */
export function reportUnresolved<N extends AstNode>(accept: Accept, { kind, key, organization, reference }: Unresolved, view: ProjectView, place: Place<N>): void {
    const alike = [...view.index.called(kind, elementOf(key))].filter(candidate => candidate !== key);
    const written = (meant: string) => reference.organization === undefined && meant.startsWith(`${organization}/`) ? meant.slice(organization.length + 1) : meant;
    if (reportCase(accept, key, alike, place, written)) return;
    // What an organization declares where it could not be read, nobody knows.
    if (view.index.entries('organization', organizationOf(key)).some(({ declaration }) => declaration.broken)) return;
    report(accept, 'unresolved-reference', { ref: writtenReference(reference), hint: hintAt(meantKey(view.index, kind, key)).replace(`'${organization}/`, "'") }, place);
}

export function writtenReference(reference: ast.QualifiedReference): string {
    return `${reference.organization ? `${reference.organization}/` : ''}${reference.name}@${reference.version}`;
}
