import type { Attributes } from '../attributes.ts';
import type { ChainFinding } from '../chain-findings.ts';
import type { ContractedApi } from '../contracted.ts';
import type { Entry } from '../entry.ts';
import type { PolicyFact } from '../policy-facts.ts';
import type { ProjectView } from '../project-view.ts';
import type { Accept } from '../report.ts';
import type { ClientDeclaration, Declaration } from '../declarations.ts';
import type { DeclarationNode } from '../extraction.ts';

/** What a check of one declaration gets. It may look at anything, through `view`, which records what it depends on. */
export interface Check<D extends Declaration, N extends DeclarationNode> {
    declaration: D;
    node: N;
    entry: Entry<D>;
    view: ProjectView;
    attributes: Attributes;
    accept: Accept;
}

/** What a check of one contract gets. */
export interface ContractCheck extends Pick<Check<ClientDeclaration, never>, 'declaration' | 'view' | 'accept'> {
    /** Undefined where there is none. */
    api: ContractedApi | undefined;
    /** The policies of the client. */
    own(): readonly PolicyFact[];
    /** What is wrong with its policies, and those of plan and API, together. */
    chainOf(own: readonly PolicyFact[], plan: string, api: ContractedApi): ChainFinding[];
}
