import { TextDocument } from 'vscode-languageserver-textdocument';
import type { PolicyEntry, PolicySetDeclaration } from './declarations.ts';
import { declarationNodes, extractDeclaration } from './extraction.ts';
import { parseStrictly } from './generated/strict-parser.ts';
import { ownCopy } from './own-copy.ts';

/** What policies say that are written so, one a line, as `Parts` has them. They were read strictly before. */
export function writtenPolicies(text: string): readonly PolicyEntry[] {
    if (text === '') return [];
    let entries = known.get(text);
    if (!entries) {
        const tree = parseStrictly(TextDocument.create('', 'apim', 0, `policies P {\n${text}\n}`))!;
        entries = (extractDeclaration(declarationNodes(tree)[0]!) as PolicySetDeclaration).policies;
        // What was half typed is not asked for again.
        if (known.size >= most) known.clear();
        known.set(ownCopy(text), entries);
    }
    return entries;
}

/** Most declarations of a project are protected alike. */
const known = new Map<string, readonly PolicyEntry[]>();
const most = 10_000;
