import fc from 'fast-check';
import assert from 'node:assert/strict';
import { emptyRecord, type RegistrationRecord } from '../../language/record.ts';
import { describeFailure, exitCodeOf } from '../../registration/failure.ts';
import { normalApi, normalClient } from '../../registration/normal-form.ts';
import { printRecord } from '../../registration/record-file.ts';
import { parseRecord } from '../../registration/record-text.ts';
import { runs } from '../support/random.ts';
import { compiled, type Sketch } from './compiled.ts';
import { sketch } from './random-sketch.ts';
import { bench, lines, previewed, register } from './registering.ts';

/** The record of a project that was registered as it is. */
function recordOf(registered: Sketch): RegistrationRecord {
    const record = emptyRecord('test');
    for (const { key, bean } of compiled(registered).apis) {
        const { apiPolicies, ...settings } = normalApi({ ...bean });
        record.apis.set(key, { state: 'published', settings: settings as never, policies: apiPolicies as never });
    }
    for (const { key, bean } of compiled(registered).clients) {
        record.clients.set(key, { state: 'registered', key: true, contracts: normalClient({ ...bean }).contracts as never });
    }
    return record;
}

describe('a comparison with the record', () => {
    it('blames nobody at the gateway for what the source changed', async () => {
        await fc.assert(fc.asyncProperty(sketch, sketch, async (before, after) => {
            const on = bench();
            await register(on, { real: before });
            const { plan } = await previewed(on, { real: after, record: recordOf(before) });
            assert.equal(plan.comparison, 'three-way');
            assert.deepEqual(lines(plan.operations).filter(line => !/ (new|changed)$/.test(line)), []);
            assert.ok(plan.operations.every(({ reason, changes }) => reason === 'new' || changes.every(({ by }) => by === 'source')), JSON.stringify(plan.operations));
        }), { numRuns: runs(100) });
    });

    it('blames nobody here for what somebody changed at the gateway', async () => {
        await fc.assert(fc.asyncProperty(sketch, sketch, async (ours, theirs) => {
            const on = bench();
            await register(on, { real: ours });
            await register(on, { real: theirs });
            const { plan } = await previewed(on, { real: ours, record: recordOf(ours) });
            assert.ok(plan.operations.every(({ reason, changes }) => reason === 'gateway-changed' && changes.every(({ by }) => by === 'gateway')), JSON.stringify(plan.operations));
            assert.deepEqual(plan.prunable, []);
        }), { numRuns: runs(100) });
    });

    it('would remove what was recorded and is declared no more, and only with prune', async () => {
        await fc.assert(fc.asyncProperty(sketch, sketch, async (before, after) => {
            const on = bench();
            await register(on, { real: before });
            const record = recordOf(before);
            const declared = new Set([...compiled(after).apis, ...compiled(after).clients].map(({ key }) => key));
            const left = [...record.apis.keys(), ...record.clients.keys()].filter(key => !declared.has(key)).sort();
            const { plan } = await previewed(on, { real: after, record });
            assert.deepEqual(plan.prunable.map(({ entity }) => entity).sort(), left);
            const pruning = await previewed(on, { real: after, record, options: { prune: true } });
            assert.deepEqual(pruning.plan.operations.filter(({ reason }) => reason === 'gone').map(({ entity }) => entity).sort(), left);
        }), { numRuns: runs(50) });
    });

    it('takes for a stranger what stands there and was not recorded, unless it is the same or is adopted', async () => {
        await fc.assert(fc.asyncProperty(sketch, sketch, async (theirs, ours) => {
            const on = bench();
            await register(on, { real: theirs });
            const { plan } = await previewed(on, { real: ours, record: emptyRecord('test') });
            assert.ok(plan.operations.every(({ reason }) => reason === 'new'));
            const adopting = await previewed(on, { real: ours, record: emptyRecord('test'), options: { adopt: true } });
            assert.equal(adopting.plan.operations.length, plan.operations.length + plan.skipped.filter(({ reason }) => reason === 'not-ours').length);
        }), { numRuns: runs(50) });
    });
});

describe('the record as a file', () => {
    it('is read as it was written', () => {
        fc.assert(fc.property(sketch, registered => {
            const record = recordOf(registered);
            const read = parseRecord(printRecord(record), 'test', 'apim.record.test.jsonl');
            // Numbers such as -0 are not the same in JSON; nothing else may be lost.
            assert.deepEqual(read.ok && JSON.parse(JSON.stringify([...read.value.clients, ...read.value.apis])), JSON.parse(JSON.stringify([...new Map([...record.clients].sort()), ...new Map([...record.apis].sort())])));
            assert.equal(read.ok && printRecord(read.value), printRecord(record));
        }), { numRuns: runs(100) });
    });

    it('keeps a member whatever its name is', () => {
        const record = recordOf({ apis: [{ organizationId: 'Acme', apiId: 'Orders', version: '1.0', publicAPI: true, endpoint: 'http://a.aa', endpointType: 'rest', endpointContentType: 'json', endpointProperties: {}, parsePayload: false, apiPolicies: [{ policyImpl: 'class:x.Y', policyJsonConfig: '{"a":{"__proto__":0}}' }] }], clients: [] });
        const read = parseRecord(printRecord(record), 'test', 'apim.record.test.jsonl');
        assert.equal(read.ok && printRecord(read.value), printRecord(record));
        assert.match(printRecord(record), /__proto__/);
    });

    it('of two branches that registered different things holds both when git merges them line by line', () => {
        const text = printRecord(recordOf({}));
        const [header = ''] = text.split('\n');
        const clients = ['{"client":"A/One@1.0","state":"registered","key":true,"contracts":{}}', '{"client":"B/Two@1.0","state":"registered","key":true,"contracts":{}}'];
        const merged = parseRecord([header, ...clients, ''].join('\n'), 'test', 'x');
        assert.deepEqual(merged.ok && [...merged.value.clients.keys()], ['A/One@1.0', 'B/Two@1.0']);
    });

    const broken: [name: string, text: string, why: RegExp][] = [
        ['nothing', '', /line 1: it is not a record/],
        ['another environment', '{"environment":"prod","format":1}', /line 1: it is a record of the environment 'prod'/],
        ['a later format', '{"environment":"test","format":2}', /line 1: it is not a record of this release/],
        ['half a line', '{"environment":"test","format":1}\n{"client":', /line 2: it is not a line of JSON/],
        ['a missing policy', '{"environment":"test","format":1}\n{"plan":"A/P@1","policies":["abc"]}', /line 2: it names a policy that stands nowhere/],
        ['something else', '{"environment":"test","format":1}\n{"contract":1}', /line 2: it is neither/]
    ];
    for (const [name, text, why] of broken) {
        it(`is refused with the line and the reason: ${name}`, () => {
            const read = parseRecord(text, 'test', 'apim.record.test.jsonl');
            assert.ok(!read.ok);
            assert.match(describeFailure(read.failure), why);
            assert.equal(exitCodeOf(read.failure), 6);
        });
    }
});
