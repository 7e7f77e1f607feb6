import type { RegistrationOutcome } from '../registration/operation.ts';
import type { Preview } from '../registration/preview.ts';
import { smokeCalls, smokeClients, type SmokeOptions, type SmokeResult } from '../registration/smoke.ts';
import { counted } from './diagnostics.ts';
import type { Shell } from './shell.ts';

/** Calls each contract of what was just registered; nothing after a cancel. */
export function callOnce({ gateways, disclosure }: Preview, outcome: RegistrationOutcome, options: Pick<SmokeOptions, 'world' | 'signal'>): Promise<SmokeResult[]> {
    return smokeCalls(options.signal?.aborted ? [] : smokeClients(outcome), gateways, { ...options, masking: disclosure.masking });
}

/** What became of the calls, a line each, on stderr; whether one failed. */
export function sayCalls({ say, colors: { err } }: Shell, results: readonly SmokeResult[]): boolean {
    const isOneOfSeveral = new Set(results.map(({ gateway }) => gateway)).size > 1;
    for (const { client, api, gateway, outcome, status, error } of results) {
        const mark = outcome === 'answered' ? err.green('✓ answered') : err.red('✗ failed  ');
        const text = error === undefined ? err.dim(` (${status})`) : `\n             ${error}`;
        say(`${mark} ${err.bold(client)} → ${api}${isOneOfSeveral ? err.dim(` at ${gateway}`) : ''}${text}`);
    }
    const failed = results.filter(({ outcome }) => outcome === 'failed').length;
    if (results.length === 0) {
        say(err.dim('No client was registered, so none was called.'));
    } else if (failed > 0) {
        say(err.red(`${failed} of ${counted(results.length, 'call')} failed. What was registered is in force: correct the source, then register again.`));
    }
    return failed > 0;
}
