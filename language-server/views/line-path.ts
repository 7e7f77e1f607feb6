import { keyOf, type ClientDeclaration, type Position } from '../../language/declarations.ts';
import type { Sites } from '../../language/extraction.ts';
import type { Entry } from '../../language/entry.ts';
import type { Project } from '../../language/project.ts';
import { rangeOf } from '../../language/places.ts';
import { contains } from '../features/name-at.ts';
import type { ViewLine } from './view-lines.ts';
import type { LineNode } from './line-node.ts';

/** What a position is about: the declaration around it, and the API of the contract that stands there. */
export interface Aim { kind: 'client' | 'api' | 'plan' | 'organization'; key: string; api?: string }

export function aimAt({ index }: Project, uri: string, position: Position): Aim | undefined {
    const around = index.inFile(uri).filter(({ line, syntax }) => line <= position.line && contains(rangeOf(syntax), position)).toSorted((a, b) => linesOf(a) - linesOf(b));
    for (const { declaration, sites } of around) {
        const { kind } = declaration;
        if (kind !== 'client' && kind !== 'api' && kind !== 'plan' && kind !== 'organization') continue;
        const api = kind === 'client' ? contractAt(declaration, sites, position) : undefined;
        return { kind, key: keyOf(declaration), ...(api === undefined ? {} : { api }) };
    }
    return undefined;
}

/** The API of the contract in the line of a position; where several things stand in it, of the last one that begins before it. */
function contractAt({ contracts }: ClientDeclaration, sites: Sites, { line, character }: Position): string | undefined {
    const here = contracts.flatMap(({ api }, index) => {
        const start = sites[`contract:${index}`]?.start;
        return start?.line === line ? [{ api, from: start.character - 'contract '.length }] : [];
    });
    return here.findLast(({ from }) => from <= character)?.api ?? (sites['name']?.start.line === line ? undefined : here[0]?.api);
}

/** The ids of the lines from the top down to the one that shows it; as near as the view has it. */
export function pathTo(nodes: readonly LineNode[], aim: Aim, project: string): string[] | undefined {
    for (const { line, below } of nodes) {
        if (line.project !== '' && line.project !== project || isElsewhere(line, aim)) continue;
        const isIt = line.key === aim.key && (line.kind === 'version' && aim.kind === 'client' || line.kind === 'api-version' && aim.kind === 'api')
            || line.kind === 'organization' && aim.kind === 'organization' && line.label === aim.key;
        if (isIt) {
            const contract = aim.api === undefined ? undefined : below?.().find(child => child.line.api === aim.api);
            return contract ? [line.id, contract.line.id] : [line.id];
        }
        if (line.kind === 'version' || line.kind === 'api-version' || !below) continue;
        const rest = pathTo(below(), aim, project);
        if (rest) return [line.id, ...rest];
    }
    return undefined;
}

/** Spares looking below of lines under which it cannot be. */
function isElsewhere({ kind, label, id }: Pick<ViewLine, 'kind' | 'label' | 'id'>, { key }: Aim): boolean {
    if (kind === 'organization') return key !== label && !key.startsWith(`${label}/`);
    return (kind === 'client' || kind === 'api') && !key.startsWith(`${id.slice(id.lastIndexOf('#') + 1)}@`);
}

function linesOf({ syntax }: Entry): number {
    const { start, end } = rangeOf(syntax);
    return end.line - start.line;
}
