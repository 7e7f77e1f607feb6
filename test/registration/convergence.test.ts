import fc from 'fast-check';
import assert from 'node:assert/strict';
import { sketch } from './random-sketch.ts';
import { bench, previewed, register } from './registering.ts';
import { runs } from '../support/random.ts';

describe('registering converges', () => {
    it('after it the plan is empty, whatever stood there before and whatever is declared', async () => {
        await fc.assert(fc.asyncProperty(fc.array(sketch, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 2 }), async (states, gateways) => {
            const on = bench(gateways);
            const keys = new Map<string, unknown>();
            for (const real of states) {
                const { plan } = await previewed(on, { real });
                const outcome = await register(on, { real });
                assert.deepEqual(outcome.operations.map(({ outcome: one }) => one), plan.operations.map(() => 'done'));
                assert.deepEqual((await previewed(on, { real })).plan.operations, []);
                for (const [name, bean] of on.gateways.flatMap(gateway => [...gateway.clients])) {
                    assert.equal(bean['apiKey'], keys.get(name) ?? bean['apiKey'], 'a key never changes');
                    keys.set(name, bean['apiKey']);
                }
            }
        }), { numRuns: runs(50) });
    });

    it('an operation that changes something says what', async () => {
        await fc.assert(fc.asyncProperty(sketch, sketch, async (before, after) => {
            const on = bench();
            await register(on, { real: before });
            const { plan } = await previewed(on, { real: after });
            assert.ok(plan.operations.every(({ reason, changes }) => reason === 'new' || changes.length > 0));
        }), { numRuns: runs(50) });
    });
});
