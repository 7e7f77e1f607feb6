import type { Attributes } from '../attributes.ts';
import type { Entry } from '../entry.ts';
import type { ProjectView } from '../project-view.ts';
import type { Accept } from '../report.ts';
import type { Declaration } from '../declarations.ts';
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
