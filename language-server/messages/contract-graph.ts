import { t } from '@vscode/l10n';
import type { Range } from '../../language/declarations.ts';
import { Refusal } from '../boundary.ts';
import { normalUri } from '../file-uri.ts';
import { graphAround, type GraphNode } from '../graph/contract-graph.ts';
import { impactOn } from '../graph/impact.ts';
import { asSvg, mostBoxes } from '../graph/svg.ts';
import type { DrawnContracts, DrawnNode, ElementAtParams, ProjectParams, SourceLocation } from '../protocol.ts';
import { projectGraph } from '../session/project-graph.ts';
import type { ProjectSession } from '../session/project-session.ts';
import { aimAt } from '../views/line-path.ts';
import type { Window } from './window.ts';

/** The drawing of `apim graph`, with where each box is declared. */
export async function drawnContracts(window: Window, { project, showAll, around = [] }: ProjectParams & { showAll: boolean; around?: string[] }): Promise<DrawnContracts> {
    const owner = window.project(project);
    const { session } = owner;
    const found = session.environment();
    if (found.kind === 'unknown') throw new Refusal(found.message);
    const whole = projectGraph(session, found.environment, (await window.overviews.of(owner, { showAll, connect: false })).clients);
    const [only, ...more] = around;
    const graph = around.length === 0 ? whole : graphAround(whole, around);
    if ('unknown' in graph) throw new Refusal(t("There is no client, plan, API or organization '{0}' in '{1}' that you may see.", graph.unknown, found.environment.name));
    return {
        environment: found.environment.name,
        nodes: graph.nodes.map(node => drawnNode(session, node)),
        ...(only !== undefined && more.length === 0 ? { impact: impactOn(whole, only) } : {}),
        ...(graph.nodes.length > mostBoxes ? {} : { svg: asSvg(graph) })
    };
}

/** What is declared around a position, as far as something can hang on it. */
export function elementAt(window: Window, { uri, position }: ElementAtParams): { project: string; key: string } | null {
    const owner = window.workspace.projectOf(normalUri(uri));
    const aim = owner && aimAt(owner.session.project, normalUri(uri), position);
    return owner && aim && window.projects.includes(owner) ? { project: owner.id, key: aim.key } : null;
}

function drawnNode({ project }: ProjectSession, { id, kind, key }: GraphNode): DrawnNode {
    if (kind === 'gateway') return { id, kind, key };
    const [entry] = project.index.entries(kind, key);
    const range: Range | undefined = entry?.sites['name'];
    const source: SourceLocation | undefined = entry && range && { uri: entry.uri, range };
    return { id, kind, key, ...(source ? { source } : {}) };
}
