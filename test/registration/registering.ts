import assert from 'node:assert/strict';
import { applyPlan } from '../../registration/apply.ts';
import type { RegistrationRecord } from '../../language/record.ts';
import type { Failure } from '../../registration/failure.ts';
import type { PlanOptions, RegistrationOutcome } from '../../registration/operation.ts';
import { previewRegistration, type Preview } from '../../registration/preview.ts';
import { Secret } from '../../registration/secret.ts';
import type { RegistrationTarget } from '../../registration/target.ts';
import type { World } from '../../registration/world.ts';
import { compiled, type Sketch } from './compiled.ts';
import { Clock, FakeGateway, fakeWorld } from './fake-gateway.ts';

/** What a test of registrations works with: gateways that are not there, and a world without time. */
export interface Bench { gateways: FakeGateway[]; gateway: FakeGateway; world: World; clock: Clock; target: RegistrationTarget }

export function bench(count = 1): Bench {
    const clock = new Clock();
    const gateways = Array.from({ length: count }, (_, index) => new FakeGateway(clock, `http://127.0.0.1:${8081 + index * 100}`));
    const [gateway] = gateways;
    assert.ok(gateway);
    return {
        gateways, gateway, clock, world: fakeWorld(clock, gateways),
        target: { environment: 'test', gateways: gateways.flatMap(one => one.target().gateways) }
    };
}

export interface Wish { real: Sketch; shown?: Sketch; secrets?: Record<string, string>; entities?: string[]; record?: RegistrationRecord; options?: Partial<PlanOptions>; signal?: AbortSignal }

export async function preview({ target, world }: Bench, { real, shown = real, secrets = {}, ...more }: Wish) {
    return previewRegistration({
        target, world, shown: compiled(shown), real: compiled(real), ...more,
        secrets: new Map(Object.entries(secrets).map(([name, value]) => [name, new Secret(value)]))
    });
}

export async function previewed(on: Bench, wish: Wish): Promise<Preview> {
    const result = await preview(on, wish);
    assert.ok(result.ok, JSON.stringify(result));
    return result.value;
}

export async function refusal(on: Bench, wish: Wish): Promise<Failure> {
    const result = await preview(on, wish);
    assert.ok(!result.ok, 'it was not refused');
    return result.failure;
}

export async function register(on: Bench, wish: Wish): Promise<RegistrationOutcome> {
    const { plan, gateways } = await previewed(on, wish);
    return applyPlan(plan, gateways, { world: on.world, signal: wish.signal });
}

/** One line an operation: kind, entity, reason and, where it is known, the outcome. */
export function lines(operations: readonly { kind: string; entity: string; reason: string; outcome?: string }[]): string[] {
    return operations.map(({ kind, entity, reason, outcome }) => [kind, entity, reason, outcome].filter(Boolean).join(' '));
}
