import assert from 'node:assert/strict';
import { ProjectSession } from '../../language-server/session/project-session.ts';
import type { SourceFile } from '../../language/source-file.ts';
import { planRegistration } from '../../registration/plan.ts';
import { scopeOf } from '../../registration/scope.ts';
import { language } from '../support/language.ts';
import { nextTurn, usedMemory } from '../support/memory.ts';

describe('a plan that is kept', () => {
    it('knows where everything stood, and keeps no version of a file', async () => {
        const session = new ProjectSession('/project', language, { readFile: async () => undefined, readDirectory: async () => [] });
        const uri = 'file:///project/a.apim';
        const clients = Array.from({ length: 20 }, (_, index) => `client C${index}@1.0 { contract O@1.0 via G }\n`);
        const write = () => session.project.setFile(uri, `organization A {\nlocked plan G@1.0\npublished private api O@1.0 { endpoint: "https://o.example" offers G@1.0 }\n${clients.join('')}client Empty@1.0\n}\n`);
        write();
        const plan = planned(session);
        assert.deepEqual([plan.operations.length, plan.skipped.length], [21, 1]);
        const versions: WeakRef<SourceFile>[] = [];
        for (const [index, client] of clients.entries()) {
            versions.push(new WeakRef(session.project.files.get(uri)!));
            clients[index] = client.replace('via G', 'via  G');
            write();
            await nextTurn();
        }
        await usedMemory();
        const alive = versions.filter(version => version.deref() !== undefined).length;
        assert.ok(alive <= 2, `${alive} versions are there`);
        const last = plan.operations.find(({ entity }) => entity === 'A/C19@1.0');
        assert.deepEqual(last?.origin, { uri, range: { start: { line: 22, character: 7 }, end: { line: 22, character: 10 } } });
    });
});

/** What a registration at an empty gateway would do. */
function planned(session: ProjectSession) {
    const active = session.environment();
    assert.ok(active.kind === 'environment');
    const shown = session.compile(active.environment);
    const scope = scopeOf(shown);
    assert.ok(scope.ok);
    const plan = planRegistration({
        environment: active.environment.name, scope: scope.value, shown, secrets: new Map(), record: undefined, options: { prune: false, adopt: false, newKeys: false },
        snapshots: [{ gateway: 'http://g.example', version: '3', publicUrl: undefined, knownPolicies: undefined, apis: new Map(), clients: new Map(), others: { apis: new Map(), clients: new Map(), complete: true } }]
    });
    assert.ok(plan.ok);
    return plan.value;
}
