import type { TextDocument } from 'vscode-languageserver-textdocument';
import { own, readStrictly, type StrictNode } from './strict-tokens.ts';
import { writtenIn } from './text-snapshot.ts';

/**
 * The tree of one declaration of a text, which `parse` makes of what stands between two offsets. It hangs in an organization of this name, else in a document;
 * these stand in for what it is written in: they know the text, and nothing else that is in it.
 */
export function pieceOf(document: TextDocument, from: number, to: number, parse: () => StrictNode, organization?: string): StrictNode | undefined {
    const node = readStrictly(writtenIn(document), from, to, parse);
    if (!node) return undefined;
    const standIn = <T extends { $type: string }>(properties: T) => ({
        $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from, $to: to, $comment: -1, $places: [], ...properties
    });
    const root = standIn({ $type: 'Document', declarations: [], $text: document });
    const owner = standIn({ $type: 'Organization', name: organization, members: [] });
    if (organization === undefined) {
        own(root, 'declarations', node);
    } else {
        own(root, 'declarations', owner);
        own(owner, 'members', node);
    }
    return node;
}
