import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry as PrometheusRegistry } from 'prom-client';
import type { CallRecord } from './call-record.ts';
import type { Registry } from './registry.ts';

/** What Prometheus may ask of a gateway. Names of APIs and clients are labels, keys are not. */
export class Metrics {
    readonly #registry = new PrometheusRegistry();
    readonly #calls: Counter<'api' | 'client' | 'status'>;
    readonly #failures: Counter<'api' | 'policy' | 'code'>;
    readonly #durations: Histogram<'api'>;
    readonly #backends: Histogram<'api'>;

    constructor(registered: Registry) {
        const registers = [this.#registry];
        collectDefaultMetrics({ register: this.#registry });
        this.#calls = new Counter({ name: 'apim_calls_total', help: 'Calls that were answered.', labelNames: ['api', 'client', 'status'], registers });
        this.#failures = new Counter({ name: 'apim_policy_failures_total', help: 'Calls that a policy refused.', labelNames: ['api', 'policy', 'code'], registers });
        const buckets = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
        this.#durations = new Histogram({ name: 'apim_call_duration_seconds', help: 'From the head of a request to the end of its answer.', labelNames: ['api'], buckets, registers });
        this.#backends = new Histogram({ name: 'apim_backend_duration_seconds', help: 'From the call of a back end to the head of its answer.', labelNames: ['api'], buckets, registers });
        this.#registry.registerMetric(new Gauge({ name: 'apim_registered_apis', help: 'Registered APIs.', registers: [], collect() { this.set(registered.size.apis); } }));
        this.#registry.registerMetric(new Gauge({ name: 'apim_registered_clients', help: 'Registered client versions.', registers: [], collect() { this.set(registered.size.clients); } }));
    }

    add({ api = '', client = '', status, milliseconds, refusal, backend }: CallRecord): void {
        this.#calls.inc({ api, client, status });
        this.#durations.observe({ api }, milliseconds / 1000);
        if (backend) this.#backends.observe({ api }, backend.milliseconds / 1000);
        if (refusal?.policy !== undefined) this.#failures.inc({ api, policy: refusal.policy, code: refusal.code });
    }

    get contentType(): string {
        return this.#registry.contentType;
    }

    text(): Promise<string> {
        return this.#registry.metrics();
    }
}
