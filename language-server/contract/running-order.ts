import { keyOf, type ApiDeclaration, type ClientDeclaration, type PlanDeclaration, type PolicyEntry, type PolicyUse } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import type { SourceLocation } from '../protocol.ts';

export type Level = ClientDeclaration | PlanDeclaration | ApiDeclaration;

/** A policy of a contract with the declaration that it comes from, the group that it came in by, and where it is written. */
export interface PlacedPolicy { policy: PolicyUse; level: Level; set?: string; source?: SourceLocation }

/** The policies of a contract as the gateway runs them: client, then plan, then API, each in its written order. */
export function runningOrder(project: Project, levels: readonly Level[]): PlacedPolicy[] {
    return levels.flatMap(level => placed(project, { kind: level.kind, key: keyOf(level) }, level.policies, []).map(found => ({ level, ...found })));
}

/** Policies with every `use` replaced by those of its group. A group that uses itself ends there. */
function placed(project: Project, owner: { kind: Level['kind'] | 'policies'; key: string }, entries: readonly PolicyEntry[], inside: readonly string[]): Omit<PlacedPolicy, 'level'>[] {
    const [declared] = project.index.entries(owner.kind, owner.key);
    return entries.flatMap((entry, index) => {
        if (entry.kind === 'use') {
            if (inside.includes(entry.set)) return [];
            const policies = project.view.policySet(entry.set)?.policies ?? [];
            return placed(project, { kind: 'policies', key: entry.set }, policies, [...inside, entry.set]).map(found => ({ ...found, set: entry.set }));
        }
        const range = declared?.sites[`policy:${index}`];
        return [{ policy: entry, ...(declared && range ? { source: { uri: declared.uri, range } } : {}) }];
    });
}
