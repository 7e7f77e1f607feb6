import { codeActions } from '../../language-server/features/code-actions.ts';
import { completion } from '../../language-server/features/completion.ts';
import { definition } from '../../language-server/features/definition.ts';
import { foldingRanges } from '../../language-server/features/folding.ts';
import { formatEdits } from '../../language-server/features/formatting.ts';
import { highlight } from '../../language-server/features/highlight.ts';
import { hover } from '../../language-server/features/hover.ts';
import { references } from '../../language-server/features/references.ts';
import { prepareRename, rename } from '../../language-server/features/rename.ts';
import { semanticTokens } from '../../language-server/features/semantic-tokens.ts';
import { documentSymbols } from '../../language-server/features/symbols.ts';
import { openProject } from '../support/project.ts';

const text = `/** A. */ organization A "t" { member "a" as viewer locked plan P@1 { use S policy RateLimiting { limit: 10MB, granularity: Client } }
published private api X@1 { endpoint: "\${h}/v1" backend: { security: basic, password: pw } offers P@1 with approval for A/C@1, B/D@2 }
client C@1 { contract A/X@1 via P { description: 'x' } policy Cors { allowMethods: [GET, "POST"] } } }
policies S { policy T { o: [{ a: """x""" }] } } parameter h: url = "x" // c
policy type T "t" : other { implementation: 'class:x' o?: [{ a: secret string }] e: A | 2 = A }`;

describe('half-typed files', () => {
    it('are answered wherever they end and wherever something is missing', () => {
        for (let end = 0; end <= text.length; end += 3) {
            for (const broken of [text.slice(0, end), text.slice(0, end) + text.slice(end + 7)]) {
                const { project, uri } = openProject(broken);
                const file = uri('example.apim');
                const before = broken.slice(0, end).split('\n');
                const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
                for (const feature of [completion, hover, definition, highlight, prepareRename]) feature(project, file, position);
                references(project, file, position, true);
                rename(project, file, position, 'New');
                codeActions(project, file, { start: { line: 0, character: 0 }, end: position });
                for (const feature of [documentSymbols, foldingRanges, semanticTokens, formatEdits]) feature(project, file);
            }
        }
    });
});
