import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { planAsJson, type PlanOptions, type RegistrationPlan } from '../registration/operation.ts';
import { stop, type Stop } from './ending.ts';

/** A plan that somebody reviewed: what counts are its digest and what it may do; the operations must be those that will be carried out. */
export interface ReviewedPlan { environment: string; digest: string; operations: unknown[]; options?: Partial<PlanOptions> | undefined; clients?: string[] | undefined }

const reviewedPlan = v.object({
    environment: v.string(), digest: v.pipe(v.string(), v.minLength(1)), operations: v.array(v.unknown()),
    options: v.optional(v.partial(v.object({ prune: v.boolean(), adopt: v.boolean(), newKeys: v.boolean() }))), clients: v.optional(v.array(v.string()))
});

/** Whether a plan that was made anew is the one that was reviewed, word by word: somebody may have edited the file. */
export function isReviewed(reviewed: ReviewedPlan, plan: RegistrationPlan): boolean {
    const { operations } = JSON.parse(JSON.stringify(planAsJson(plan))) as { operations: object[] };
    const essence = (list: readonly unknown[]) => JSON.stringify(list.map(one => {
        const { kind, entity, gateway, changes } = one as Record<string, unknown>;
        return [kind, entity, gateway, Array.isArray(changes) ? changes.map(({ path, before, after }) => [path, before ?? null, after ?? null]) : changes];
    }));
    return reviewed.digest === plan.digest && essence(reviewed.operations) === essence(operations);
}

/** The JSON of a plan, with the clients that it was made for. */
export function planFileText(plan: RegistrationPlan, clients: readonly string[] | undefined, fileOf: (uri: string) => string): string {
    return `${JSON.stringify({ ...planAsJson(plan, undefined, fileOf), ...(clients === undefined ? {} : { clients }) }, undefined, 2)}\n`;
}

export async function readPlanFile(file: string): Promise<ReviewedPlan | Stop> {
    try {
        const parsed = v.safeParse(reviewedPlan, JSON.parse(await readFile(file, 'utf8')));
        return parsed.success ? parsed.output : unusable(file, 'it is not what apim plan --out writes');
    } catch (error) {
        return unusable(file, error instanceof SyntaxError ? 'it is not JSON' : error instanceof Error && 'code' in error ? String(error.code) : String(error));
    }
}

function unusable(file: string, why: string): Stop {
    return stop('refused', `The plan ${file} cannot be used: ${why}. Make one with: apim plan --out ${file}`);
}
