import { askEverything } from '../support/ask-everything.ts';
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
                const before = broken.slice(0, end).split('\n');
                askEverything(project, uri('example.apim'), { line: before.length - 1, character: before.at(-1)?.length ?? 0 });
            }
        }
    });
});
