import type { PolicyFact } from './policy-facts.ts';

/** Classes of one group count together at the gateway (Apiman 3.x): Quota shares the counters of Rate Limiting, transfers have their own. */
const counters: Record<string, string | undefined> = { RateLimitingPolicy: 'requests', QuotaPolicy: 'requests', TransferQuotaPolicy: 'bytes' };
const periods = ['Second', 'Minute', 'Hour', 'Day', 'Month', 'Year'];

export function isLimit(policy: PolicyFact): boolean {
    return counters[policy.class] !== undefined;
}

/** Options of a limit; what was not written well is undefined, an empty text or not a number, and equals nothing. */
const limitOf = ({ options: { limit, period, granularity, userHeader, direction } }: PolicyFact) => ({
    limit: Number(limit), period: textOf(period), granularity: textOf(granularity), user: textOf(userHeader).toLowerCase(), direction: textOf(direction)
});

/** Whether two limits count into one counter: its name holds what is counted and for whom, and neither limit nor period. */
export function sharesCounter(a: PolicyFact, b: PolicyFact): boolean {
    const [one, other] = [limitOf(a), limitOf(b)];
    return isLimit(a) && counters[a.class] === counters[b.class] && one.granularity !== '' && one.granularity === other.granularity && (one.granularity !== 'User' || one.user === other.user);
}

/** Whether the limit of the longer period is used up before that of the shorter one could ever be. */
export function isUnreachable(longer: PolicyFact, shorter: PolicyFact): boolean {
    const [long, short] = [limitOf(longer), limitOf(shorter)];
    return sharesCounter(longer, shorter) && long.direction === short.direction && periods.indexOf(long.period) > periods.indexOf(short.period) && long.limit <= short.limit;
}

/** Whether the API lets less through than the plan promises for the same time. */
export function isWeaker(plan: PolicyFact, api: PolicyFact): boolean {
    const [outer, inner] = [limitOf(plan), limitOf(api)];
    return plan.level === 'plan' && api.level === 'api' && sharesCounter(plan, api) && outer.direction === inner.direction && outer.period === inner.period && inner.limit < outer.limit;
}

/** What really limits: of limits that count into one counter for the same time the lowest, and none that another keeps from ever being reached. */
export function effectiveLimits(chain: readonly PolicyFact[]): PolicyFact[] {
    return chain.filter(isLimit).filter((limit, index, limits) => limits.every((other, place) => other === limit || (!isUnreachable(other, limit) && !isLower(other, limit, place < index))));
}

function isLower(a: PolicyFact, b: PolicyFact, isFirst: boolean): boolean {
    const [one, other] = [limitOf(a), limitOf(b)];
    return sharesCounter(a, b) && one.direction === other.direction && one.period === other.period && (one.limit < other.limit || (isFirst && one.limit === other.limit));
}

/** What a limit allows, as the gateway reads it; a direction is that of a transfer, upload or download or both. */
export interface LimitTerms { limit: number; unit: 'requests' | 'bytes'; period: string; granularity: string; direction?: string }

export function limitTerms(policy: PolicyFact): LimitTerms {
    const { limit, period, granularity, direction } = limitOf(policy);
    return { limit, unit: counters[policy.class] === 'bytes' ? 'bytes' : 'requests', period, granularity, ...(direction === '' ? {} : { direction }) };
}

/** `100 per Day` */
export function limitText(policy: PolicyFact): string {
    const { limit, unit, period } = limitTerms(policy);
    return `${limit}${unit === 'bytes' ? ' bytes' : ''} per ${period}`;
}

function textOf(value: unknown): string {
    return typeof value === 'string' ? value : '';
}
