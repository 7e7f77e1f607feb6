import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { planAsJson, type RegistrationPlan } from '../registration/operation.ts';
import { stop, type Stop } from './ending.ts';

/** A plan that somebody reviewed: what counts is its digest, the rest is for reading. */
export interface ReviewedPlan { environment: string; digest: string; clients?: string[] | undefined }

const reviewedPlan = z.object({ environment: z.string(), digest: z.string().min(1), clients: z.array(z.string()).optional() });

/** The JSON of a plan, with the clients that it was made for. */
export function planFileText(plan: RegistrationPlan, clients: readonly string[] | undefined): string {
    return `${JSON.stringify({ ...planAsJson(plan), ...(clients === undefined ? {} : { clients }) }, undefined, 2)}\n`;
}

export async function readPlanFile(file: string): Promise<ReviewedPlan | Stop> {
    try {
        const parsed = reviewedPlan.safeParse(JSON.parse(await readFile(file, 'utf8')));
        return parsed.success ? parsed.data : unusable(file, 'it is not what apim plan --out writes');
    } catch (error) {
        return unusable(file, error instanceof SyntaxError ? 'it is not JSON' : error instanceof Error && 'code' in error ? String(error.code) : String(error));
    }
}

function unusable(file: string, why: string): Stop {
    return stop('refused', `The plan ${file} cannot be used: ${why}. Make one with: apim plan --out ${file}`);
}
