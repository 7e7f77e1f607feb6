import { t } from '@vscode/l10n';
import { GrammarUtils, type AstNode } from 'langium';
import type { Range } from '../../language/declarations.ts';
import { valueOf } from '../../language/extraction.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { Project } from '../../language/project.ts';
import type { Entry } from '../../language/entry.ts';
import type { DeclarationOf } from '../../language/project-index.ts';
import { printType } from '../../language/type-description.ts';
import { extractPolicySet } from './extract-policy-set.ts';
import { append, freeParameterName, type Fix } from './fix.ts';
import { moveDeclaration } from './move-declaration.ts';
import { contains } from './name-at.ts';
import { declaredOption, innermost } from './option-at.ts';
import { apiRefactorings, planRefactorings } from './plan-refactorings.ts';
import { entryAt, syntaxAt } from './syntax-at.ts';
import { writtenName } from './written-name.ts';

/** `creates` is a file that must be made first. */
export interface Refactoring extends Pick<Fix, 'title' | 'edits'> { kind: 'refactor.extract' | 'refactor.move' | 'refactor.rewrite'; creates?: string }

/** What can be made of the text at a position without anything being wrong. */
export function refactorings(project: Project, uri: string, range: Range): Refactoring[] {
    const extractions = [...extractParameter(project, uri, range), ...extractPolicySet(project, uri, range)];
    const around = entryAt(project, uri, range.start);
    // What can be made of a declaration, cannot be made of an organization.
    const named = around && around.kind !== 'organization' && contains(headerOf(around.node), range.start) ? around : undefined;
    return [...extractions.map(({ title, edits }): Refactoring => ({ kind: 'refactor.extract', title, edits })), ...named ? ofDeclaration(project, named) : []];
}

/** From the first adjective to the brace. */
function headerOf({ $cstNode: syntax }: AstNode): Range {
    const brace = GrammarUtils.findNodeForKeyword(syntax, '{');
    const { start, end } = syntax?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return { start, end: brace?.range.start ?? end };
}

function ofDeclaration(project: Project, entry: Entry): Refactoring[] {
    const { kind } = entry.declaration;
    const own = kind === 'plan' ? planRefactorings(project, entry as Entry<DeclarationOf<'plan'>>) : kind === 'api' ? apiRefactorings(project, entry as Entry<DeclarationOf<'api'>>) : [];
    return [...own, ...moveDeclaration(project, entry)];
}

/** A literal becomes a parameter, so that each environment gives its own value. */
function extractParameter(project: Project, uri: string, { start }: Range): Fix[] {
    const literal = syntaxAt(project, uri, start, 'StringValue', 'NumberValue', 'BooleanValue');
    const property = syntaxAt(project, uri, start, 'Property');
    const place = literal?.$cstNode?.range;
    if (!literal || !property || !place || literal.$container.$type === 'Parameter') return [];
    const declared = declaredOption(project, property);
    const type = declared?.option && typeOf(declared.option, literal);
    const value = valueOf(literal);
    const isConstant = value.kind !== 'template' || value.parts.every(part => typeof part === 'string');
    if (!declared?.option || declared.option.secret || type === undefined || !isConstant) return [];
    const name = freeParameterName(project, property.key, 'value');
    return [{
        title: t("Extract into parameter '{0}'", name),
        edits: [{ uri, range: place, newText: writtenName(name) }, append({ project, uri }, `parameter ${writtenName(name)}: ${type} = ${literal.$cstNode?.text ?? ''}`)]
    }];
}

/** The type of the parameter: that of the option as far as a parameter can have it. A description stays what it is. */
function typeOf({ type, name }: NonNullable<NonNullable<ReturnType<typeof declaredOption>>['option']>, literal: ast.StringValue | ast.NumberValue | ast.BooleanValue): string | undefined {
    const inner = innermost(type);
    if (name === 'description' || name === 'definition' || inner.kind === 'object' || inner.kind === 'unknown') return undefined;
    if (inner.kind === 'enumeration') return literal.$type === 'StringValue' ? 'string' : undefined;
    return inner.kind === 'basic' ? printType({ kind: 'basic', name: inner.name }) : undefined;
}
