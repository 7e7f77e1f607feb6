import { TextDocument } from 'vscode-languageserver-textdocument';
import type { PolicyEntry, PolicySetDeclaration } from './declarations.ts';
import { declarationNodes, extractDeclaration } from './extraction.ts';
import { parseStrictly } from './generated/strict-parser.ts';
import { KnownTexts } from './known-texts.ts';

/** What policies say that are written so, one a line, as `Parts` has them. They were read strictly before. */
export function writtenPolicies(text: string): readonly PolicyEntry[] {
    return text === '' ? [] : known.of(text);
}

/** Most declarations of a project are protected alike. */
const known = new KnownTexts((text): readonly PolicyEntry[] => {
    const tree = parseStrictly(TextDocument.create('', 'apim', 0, `policies P {\n${text}\n}`))!;
    return (extractDeclaration(declarationNodes(tree)[0]!) as PolicySetDeclaration).policies;
});
