import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeActions } from '../../language-server/features/code-actions.ts';
import { formatEdits } from '../../language-server/features/formatting.ts';
import { formatOnType } from '../../language-server/features/formatting-on-type.ts';
import { hover } from '../../language-server/features/hover.ts';
import { inlayHints } from '../../language-server/features/inlay-hints.ts';
import { selectionRanges } from '../../language-server/features/selection-ranges.ts';
import { signatureHelp } from '../../language-server/features/signature-help.ts';
import { ExcerptLexer } from '../../language/excerpt-lexer.ts';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { openProject } from '../support/project.ts';

const samples = join(import.meta.dirname, '../../samples');

/** What stands next to each other in all ways that matter: comments in front, behind and between, one line and many, several organizations, nothing in them. */
const crowded = `// First.
/** A. */ organization A "t" { member "a" as viewer /* between */ locked plan P@1 { use S } // behind
  /** Documented. */
  // apim-ignore empty-plan
  plan Q@1.0

  published private api X@1 { endpoint: "https://x.example/v1"
      offers P@1 with approval for A/C@1, B/D@2 } client C@1 { contract A/X@1 via P } description: "Late." }
organization Empty
organization Braces {}
policies S { policy RateLimiting { limit: 10, granularity: Client, period: Day } } parameter h: url = "https://x.example" // c
organization B {

  client D@2 { contract A/X@1 via P
    policy RateLimiting { limit: 10, granularity: Client, period: Day } }
  // Nobody's.
      plan R@1 { policy RateLimiting { limit: 10, granularity: Client, period: Day } policy Cors }
  }
/** Of the type. */
policy type T "t" : other { implementation: 'class:x' o?: [{ a: secret string }] }
// Last.
`;

/** All that is asked about a place and looks at the syntax around it. */
function answers(project: Project, uri: string, position: Position): Record<string, unknown> {
    const here = { start: position, end: position };
    const line = { start: { line: position.line, character: 0 }, end: { line: position.line + 1, character: 0 } };
    return {
        hover: hover(project, uri, position), signature: signatureHelp(project, uri, position), selection: selectionRanges(project, uri, [position]),
        actions: codeActions(project, uri, here, { createsFiles: true }), hints: inlayHints(project, uri, line), format: [formatEdits(project, uri, line), formatEdits(project, uri, here)],
        onType: ['}', ']', '\n'].map(typed => formatOnType(project, uri, position, typed))
    };
}

describe('what is read around a place', () => {
    const { within } = ExcerptLexer.prototype;
    const readAll: typeof within = (_stretches, parse) => parse();
    afterEach(() => { ExcerptLexer.prototype.within = within; });

    function holds(files: Record<string, string>, step: number): void {
        const [part, whole] = [openProject({ files }), openProject({ files })];
        for (const name of Object.keys(files).filter(name => name.endsWith('.apim'))) {
            const { text, textDocument, syntax } = part.project.files.get(part.uri(name))!;
            assert.deepEqual(syntax, [], `${name} is read as a whole anyway`);
            for (let offset = 0; offset <= text.length; offset += step) {
                const position = textDocument.positionAt(offset);
                ExcerptLexer.prototype.within = within;
                const own = answers(part.project, part.uri(name), position);
                ExcerptLexer.prototype.within = readAll;
                assert.deepEqual(own, answers(whole.project, whole.uri(name), position), `${name}:${position.line + 1}:${position.character + 1}`);
            }
        }
    }

    it('answers as if the whole file had been read, wherever something stands', () => holds({ 'example.apim': crowded }, 1));
    it('finds each declaration where something else has a mistake, also the last one of an organization that is not closed', () => {
        for (const text of [crowded.replace('plan R@1 {', 'plan R@1 { foo bar'), crowded.slice(0, crowded.indexOf('organization Empty')).trimEnd().slice(0, -1)]) {
            const { project, uri } = openProject(text);
            assert.equal(project.files.get(uri('example.apim'))!.isStrict, false);
            for (const { node, syntax, key } of project.index.inFile(uri('example.apim'))) assert.equal(node.$type, syntax.$type, key);
        }
    });
    it('with other line ends', () => holds({ 'example.apim': crowded.replaceAll('\n', '\r\n') }, 3));
    for (const name of readdirSync(samples)) {
        it(`in ${name}`, () => {
            const files = readdirSync(join(samples, name)).filter(file => /\.apim$|^apim\.yaml$/.test(file));
            holds(Object.fromEntries(files.map(file => [file, readFileSync(join(samples, name, file), 'utf8')])), 11);
        });
    }
});
