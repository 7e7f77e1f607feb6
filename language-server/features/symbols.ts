import type { AstNode } from 'langium';
import { SymbolKind, type DocumentSymbol, type SymbolInformation, type WorkspaceSymbol } from 'vscode-languageserver-protocol';
import type { DeclarationKind } from '../../language/declarations.ts';
import { rangeOf, writtenText } from '../../language/places.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { Project } from '../../language/project.ts';
import type { Work } from '../../language/in-turns.ts';
import { Contributions, isSum, movedBy, ownSyntax } from './contributions.ts';

/** What a file declares, as an outline; what has no name yet is left out. */
export function* documentSymbols(project: Project, uri: string): Work<DocumentSymbol[]> {
    const file = project.files.get(uri);
    if (!file) return [];
    if (!isSum(file)) return outline(file.tree.declarations);
    const symbols: DocumentSymbol[] = [];
    let around: DocumentSymbol | undefined;
    const isLarge = file.declared.length > mostWithMembers;
    for (const entry of file.declared) {
        const own = contributions.of(entry);
        const symbol = own && moved(own, entry.line, isLarge);
        if (entry.kind === 'organization') {
            // Its end moves with what is declared in it.
            around = symbol && { ...symbol, range: { start: symbol.range.start, end: file.textDocument.positionAt(entry.to) } };
            if (around) symbols.push(around);
        } else if (symbol) {
            if (entry.owner === undefined) symbols.push(symbol);
            else if (around) (around.children ??= []).push(symbol);
        }
        yield;
    }
    return symbols;
}

/** Of files that declare more, what is declared is told, and not what that consists of: nobody could look through it. */
const mostWithMembers = 3000;

const contributions = new Contributions(entry => {
    const own = symbol(ownSyntax(entry));
    return own && moved(own, -entry.line);
});

function moved({ children, ...symbol }: DocumentSymbol, lines: number, alone = false): DocumentSymbol {
    return {
        ...symbol, range: movedBy(symbol.range, lines), selectionRange: movedBy(symbol.selectionRange, lines),
        ...children && !alone ? { children: children.map(child => moved(child, lines)) } : {}
    };
}

/** The same outline as a list, for editors that show no tree. */
export function* flatSymbols(project: Project, uri: string): Work<SymbolInformation[]> {
    const flatten = (symbols: readonly DocumentSymbol[], containerName?: string): SymbolInformation[] => symbols.flatMap(({ name, kind, range, children = [] }) => [
        { name, kind, location: { uri, range }, ...containerName === undefined ? {} : { containerName } }, ...flatten(children, name)
    ]);
    return flatten(yield* documentSymbols(project, uri));
}

/** Declarations of the project whose name contains the query, whatever its case, in the order of files and lines; at most two hundred. */
export function workspaceSymbols(project: Project, query: string): WorkspaceSymbol[] {
    const place = ({ location }: WorkspaceSymbol) => 'range' in location ? location.range.start : { line: 0, character: 0 };
    return foundSymbols(project, query).sort((a, b) => (a.location.uri < b.location.uri ? -1 : a.location.uri > b.location.uri ? 1 : place(a).line - place(b).line || place(a).character - place(b).character));
}

function foundSymbols(project: Project, query: string): WorkspaceSymbol[] {
    // A pattern that minds no case needs no copy of each key.
    const wanted = new RegExp(query.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'i');
    const found: WorkspaceSymbol[] = [];
    for (const kind of Object.keys(kinds) as DeclarationKind[]) {
        for (const key of project.index.keys(kind)) {
            if (found.length >= maximumSymbols) return found;
            if (!wanted.test(key)) continue;
            const name = key.slice(key.indexOf('/') + 1);
            // An editor refuses all of a list in which something has no name.
            if (name === '') continue;
            const container = key.includes('/') ? { containerName: key.slice(0, key.indexOf('/')) } : {};
            found.push(...project.index.entries(kind, key).map(({ uri, nameRange }): WorkspaceSymbol => ({ name, kind: kinds[kind], ...container, location: { uri, range: nameRange } })));
        }
    }
    return found;
}

const maximumSymbols = 200;

const kinds: Record<DeclarationKind, SymbolKind> = {
    organization: SymbolKind.Namespace, plan: SymbolKind.Struct, api: SymbolKind.Interface, client: SymbolKind.Class,
    parameter: SymbolKind.Constant, policies: SymbolKind.Array, 'policy-type': SymbolKind.TypeParameter
};

type Node = ast.Document['declarations'][number] | ast.Organization['members'][number] | ast.Api['members'][number] | ast.Client['members'][number] | ast.OptionType;

function outline(nodes: readonly Node[]): DocumentSymbol[] {
    return nodes.flatMap(node => symbol(node) ?? []);
}

function symbol(node: Node): DocumentSymbol | undefined {
    switch (node.$type) {
        case 'Organization': return make(node, 'name', node.name, '', kinds.organization, outline(node.members));
        case 'Plan': return make(node, 'name', versioned(node), node.locked ? 'locked' : 'draft', kinds.plan, outline(node.members));
        case 'Api': return make(node, 'name', versioned(node), `${node.state ?? 'draft'} ${node.access ?? 'private'}`, kinds.api, outline(node.members));
        case 'Client': return make(node, 'name', versioned(node), node.retired ? 'retired' : '', kinds.client, outline(node.members));
        case 'Parameter': return make(node, 'name', node.name, node.secret ? 'secret' : typeText(node.type), kinds.parameter);
        case 'PolicySet': return make(node, 'name', node.name, '', kinds.policies, outline(node.members));
        case 'PolicyType': return make(node, 'name', node.name, node.category ?? '', kinds['policy-type'], outline(node.options));
        case 'OptionType': return make(node, 'name', node.name, typeText(node.type).replaceAll(/\s+/g, ' ').slice(0, 80), SymbolKind.Property);
        case 'Contract': return make(node, 'api', reference(node.api), node.plan?.name ? `via ${node.plan.name}` : '', SymbolKind.Event);
        case 'Offer': return make(node, 'plan', reference(node.plan), node.approval ? 'offered with approval' : 'offered', SymbolKind.EnumMember);
        case 'Policy': return make(node, 'type', node.type, 'policy', SymbolKind.Function);
        case 'PolicySetUse': return make(node, 'set', node.set, 'policies', SymbolKind.Array);
        case 'Property':
        case 'Member': return undefined;
    }
}

function typeText(type: ast.Type | undefined): string {
    return type ? writtenText(type) ?? '' : '';
}

function make(node: AstNode, property: string, name: string | undefined, detail: string, kind: SymbolKind, children: DocumentSymbol[] = []): DocumentSymbol | undefined {
    if (!name) return undefined;
    return { name, kind, range: rangeOf(node), selectionRange: rangeOf(node, property), ...(detail ? { detail } : {}), ...(children.length > 0 ? { children } : {}) };
}

function versioned({ name, version }: { name: string; version: string }): string | undefined {
    return name && (version ? `${name}@${version}` : name);
}

function reference(node: ast.QualifiedReference | undefined): string | undefined {
    return node?.name && `${node.organization ? `${node.organization}/` : ''}${node.name}${node.version ? `@${node.version}` : ''}`;
}
