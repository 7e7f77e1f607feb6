import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { documentLinks } from '../../language-server/features/document-links.ts';
import { foldingRanges } from '../../language-server/features/folding.ts';
import { semanticTokens } from '../../language-server/features/semantic-tokens.ts';
import { documentSymbols } from '../../language-server/features/symbols.ts';
import { atOnce } from '../../language/in-turns.ts';
import type { Project } from '../../language/project.ts';
import { nextTurn, usedMemory } from '../support/memory.ts';
import { openProject, takeChanged } from '../support/project.ts';
import { runs } from '../support/random.ts';

const samples = join(import.meta.dirname, '../../samples');

const crowded = `// First.
/**
 * A.
 */ organization A "t" { member "a" as viewer /* between
  lines */ description: """
    Long.
  """ locked plan P@1 { use S } // behind
  /** Documented. */
  retired private api Old@1 { endpoint: "\${h}/old" }

  published private api X@1 { endpoint: "https://x.example/v1"
      definition: "./x.yaml"
      offers P@1 with approval for A/C@1, B/D@2 } client C@1 { contract A/X@1 via P
      policy T { o: [
        { a: pw }
      ] e: 2 }
  } }
organization Empty
organization Braces {
}
policies S { policy RateLimiting { limit: 10, granularity: Client, period: Day } } parameter h: url = "https://x.example" // c
organization B {
  /*
   * Nobody's.
   */
  retired client D@2 { contract A/X@1 via P }
  policies Inner { policy Cors }
  }
secret parameter pw
/** Of the type. */
policy type T "t" : other { implementation: 'class:x' o?: [{ a: secret string }] e: A | 2 = A }
// Last.
`;
/** A backtick behind which nothing is typed yet is a name, and an empty one. */
const nameless = 'organization `\n{ client C@1 { contract A/X@1 via P } }\norganization A { client `\n@1 client D@1 policies `` { policy Cors } }\nparameter `\npolicies E { policy Cors }\n';
const late = crowded.replace('policies Inner { policy Cors }', 'policies Inner { policy Cors } description: "${h}"');

/** What is asked about a whole file after each pause. */
function answers(project: Project, uri: string): Record<string, unknown> {
    return { symbols: atOnce(documentSymbols(project, uri)), folds: atOnce(foldingRanges(project, uri)), links: documentLinks(project, uri), tokens: atOnce(semanticTokens(project, uri)) };
}

describe('what declarations contribute to answers about a file', () => {
    const texts = [crowded, late, nameless, crowded.replaceAll('\n', '\r\n'), ...readdirSync(samples).flatMap(name => readdirSync(join(samples, name)).filter(file => file.endsWith('.apim')).map(file => readFileSync(join(samples, name, file), 'utf8')))];

    it('is what the tree of the whole file says', () => {
        for (const text of texts) {
            const [whole, sum] = [openProject(`${text}\n@\n`), openProject(text)].map(({ project, uri }) => ({ project, uri: uri('example.apim'), isStrict: project.files.get(uri('example.apim'))!.isStrict }));
            assert.deepEqual([whole!.isStrict, sum!.isStrict], [false, true], text);
            assert.deepEqual(answers(sum!.project, sum!.uri), answers(whole!.project, whole!.uri));
        }
    });

    it('is kept right while the file is edited, and what it names elsewhere', () => {
        const fragments = ['\n', ' ', '/* x\n */', 'retired ', 'locked ', 'secret ', 'X', '@2', '{', '}', '"""\n"""', 'description: "${h}"\n', 'plan Q@1 {\n}\n', 'endpoint: "https://z.example"\n', 'organization N {\n', 'h', '[', ']', '`', '``'];
        fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), fc.constantFrom('', ...fragments), fc.boolean()), { minLength: 1, maxLength: 10 }), edits => {
            const names = ['a.apim', 'b.apim'];
            const current: Record<string, string> = { 'a.apim': crowded, 'b.apim': 'organization C { client E@1 { contract A/X@1 via P\n policy T { e: A } } }\n' };
            const { project, uri } = openProject({ files: current });
            for (const [at, length, replacement, first] of edits) {
                const name = names[first ? 0 : 1]!;
                const text = current[name]!, from = Math.floor(at * text.length);
                const edited = text.slice(0, from) + replacement + text.slice(from + length);
                // Each edit is taken back now and then, so that texts without mistakes follow each other.
                for (const next of [edited, text, edited.length % 3 === 0 ? text : edited]) {
                    current[name] = next;
                    project.setFile(uri(name), next);
                    const fresh = openProject({ files: current }).project;
                    for (const each of names) assert.deepEqual(answers(project, uri(each)), answers(fresh, uri(each)));
                }
            }
        }), { numRuns: runs(40) });
    });

    it('keeps nothing of a text that was edited since', async () => {
        const paths = Array.from({ length: 200 }, () => '');
        const write = () => Buffer.from(`/** Said. */ organization OrganizationWithALongName {\n${paths.map((path, index) => `
            /** ${'Said. '.repeat(100)} */
            published private api ApiWithALongName${index}@1.0 "With a long title" { endpoint: "https://h.example/with/a/path${path}" offers Gold@1.0 }`).join('')}\n}\n`).toString();
        const { project, uri } = openProject(write());
        const at = uri('example.apim');
        const edit = async (count: number, isAsked: boolean) => {
            for (let times = 0; times < count; times++) {
                paths[edits * 2] = `/${edits++}`;
                project.setFile(at, write());
                takeChanged(project);
                if (isAsked) answers(project, at);
                await nextTurn();
            }
            return usedMemory();
        };
        let edits = 0;
        answers(project, at);
        // Trees are of a version that somebody asked about, and go with it.
        const before = await edit(1, false);
        await edit(90, true);
        const texts = (await edit(1, false) - before) / write().length;
        assert.ok(texts < 20, `${texts} texts`);
    });
});
