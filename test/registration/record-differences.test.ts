import assert from 'node:assert/strict';
import { declaredRecord, type DeclaredRecord } from '../../compiler/declared-record.ts';
import { compile } from '../../compiler/compile.ts';
import { emptyRecord, type RegistrationRecord } from '../../language/record.ts';
import { Masking } from '../../registration/masking.ts';
import { differencesFromRecord } from '../../registration/record-differences.ts';
import { language } from '../support/language.ts';
import { openProject } from '../support/project.ts';

const source = (header: string, { limit = 10, endpoint = 'x', approved = 'with approval for B/C@1', client = '' } = {}) => `organization A {
  locked plan P@1 { policy RateLimiting { limit: ${limit}, granularity: Client, period: Day } }
  published private api X@1 { endpoint: "https://${endpoint}.example" offers P@1 ${approved} policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: p }] } } } }
organization B { ${client} client C@1 { contract A/X@1 via P policy ApiKey { requestHeader: "${header}" } } }
secret parameter p`;

function declared(text: string) {
    const { project } = openProject(text);
    const input = { entries: [...project.files.keys()].flatMap(uri => project.index.inFile(uri)), shippedTypes: language.prelude.types, parameters: {} };
    const { index, view } = project;
    const record = declaredRecord({
        api: key => view.api(key), plan: key => view.plan(key), client: key => index.find('client', key), policySet: name => view.policySet(name), policyType: name => view.policyType(name), parameter: name => index.find('parameter', name)
    }, {});
    return { record, secretOptions: compile(input).secretOptions };
}

function recorded(record: DeclaredRecord, rebuilt = false): RegistrationRecord {
    const all = emptyRecord('local');
    all.rebuilt = rebuilt;
    all.apis.set('A/X@1', record.api('A/X@1')!);
    all.clients.set('B/C@1', record.client('B/C@1')!);
    return all;
}

function differences(after: string, before?: string | RegistrationRecord): string[] {
    const now = declared(after);
    const record = typeof before === 'string' ? recorded(declared(before).record) : before;
    return differencesFromRecord('B/C@1', now.record, { secretOptions: now.secretOptions, masking: new Masking(), missingSecrets: [] }, record)
        .map(({ kind, entity, reason, changes }) => `${kind} ${entity} ${reason} ${changes.map(({ path, before: was, after: is }) => `${path}: ${JSON.stringify(was)} → ${JSON.stringify(is)}`).join(', ')}`.trim());
}

describe('what a registration would change by the record alone', () => {
    it('is everything where nothing was recorded', () => {
        assert.deepEqual(differences(source('X')), ['publish A/X@1 new', 'register B/C@1 new']);
    });

    it('is nothing where all of it was', () => {
        assert.deepEqual(differences(source('X'), source('X')), []);
    });

    it('is each value that differs, of the client, its plan and its API', () => {
        assert.deepEqual(differences(source('Y', { limit: 20, endpoint: 'y' }), source('X')), [
            'publish A/X@1 changed endpoint: "https://x.example" → "https://y.example"',
            'register B/C@1 changed contracts[A/X@1].policies[ApiKeyPolicy].config.requestHeader: "X" → "Y", contracts[A/X@1].policies[RateLimitingPolicy].config.limit: 10 → 20'
        ]);
    });

    it('is its removal where it is retired, and nothing where it never was there or waits', () => {
        assert.deepEqual(differences(source('X', { client: 'retired' }), source('X')), ['unregister B/C@1 changed']);
        assert.deepEqual(differences(source('X', { client: 'retired' })), []);
        assert.deepEqual(differences(source('X', { approved: 'with approval' })), []);
    });

    it('is no secret that a record made from a gateway could not know', () => {
        const record = recorded(declared(source('X').replace('password: p', 'password: "was typed once"')).record, true);
        assert.deepEqual(differences(source('X'), record), []);
    });
});
