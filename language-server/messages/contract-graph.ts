import type { Range } from '../../language/declarations.ts';
import { Refusal } from '../boundary.ts';
import { graphAround, type GraphNode } from '../graph/contract-graph.ts';
import { asSvg, mostBoxes } from '../graph/svg.ts';
import type { DrawnContracts, DrawnNode, ProjectParams, SourceLocation } from '../protocol.ts';
import { projectGraph } from '../session/project-graph.ts';
import type { ProjectSession } from '../session/project-session.ts';
import type { Window } from './window.ts';

/** The drawing of `apim graph`, with where each box is declared. */
export async function drawnContracts(window: Window, { project, showAll, around = [] }: ProjectParams & { showAll: boolean; around?: string[] }): Promise<DrawnContracts> {
    const owner = window.project(project);
    const { session } = owner;
    const found = session.environment();
    if (found.kind === 'unknown') throw new Refusal(found.message);
    const whole = projectGraph(session, found.environment, (await window.overviews.of(owner, { showAll, connect: false })).clients);
    const graph = around.length === 0 ? whole : graphAround(whole, around);
    if ('unknown' in graph) throw new Refusal(`There is no client, plan, API or organization '${graph.unknown}' in '${found.environment.name}' that you may see.`);
    return {
        environment: found.environment.name,
        nodes: graph.nodes.map(node => drawnNode(session, node)),
        ...(graph.nodes.length > mostBoxes ? {} : { svg: asSvg(graph) })
    };
}

function drawnNode({ project }: ProjectSession, { id, kind, key }: GraphNode): DrawnNode {
    if (kind === 'gateway') return { id, kind, key };
    const [entry] = project.index.entries(kind, key);
    const range: Range | undefined = entry?.sites['name'];
    const source: SourceLocation | undefined = entry && range && { uri: entry.uri, range };
    return { id, kind, key, ...(source ? { source } : {}) };
}
