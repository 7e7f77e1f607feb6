import type { AstNode } from 'langium';
import type { Project } from '../../language/project.ts';
import type { Edit } from '../features/fix.ts';
import { partOf } from './cutting.ts';
import { editAt, eolOf, indentAt, linesOf, standingOf } from './standing.ts';

/** Puts a member in front of another one of the same body, with the comments that belong to it. */
export function moveInFront(project: Project, uri: string, member: AstNode, other: AstNode): Edit[] {
    const [moved, place] = [standingOf(project, uri, member), standingOf(project, uri, other)];
    const own = moved.text.slice(moved.from, moved.to);
    const { start, end } = partOf(moved);
    const gap = linesOf(place).begins || moved.to > moved.end ? `${eolOf(moved.text)}${indentAt(moved.text, place.from)}` : ' ';
    return [editAt(project, uri, place.from, place.from, `${own}${gap}`), editAt(project, uri, start, end, '')];
}
