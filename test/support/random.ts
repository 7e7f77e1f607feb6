import fc from 'fast-check';

/** How many times as many examples random tests play, and by a new seed; 0 for what `npm test` plays. */
const times = Number(process.env['APIM_RANDOM'] ?? 0);

/** `npm test` draws the same examples each time: it fails for what somebody changed, not for what was drawn. A failure prints the seed of its own. */
export const seed = times > 0 ? Date.now() : 20_261_128;
fc.configureGlobal({ seed });
// Nobody knows how long that takes.
if (times > 0) beforeEach(function () { this.currentTest?.timeout(0); });

/** How many examples a random test plays of which `npm test` plays so many. `APIM_RANDOM=20 npm run test:unit` looks further. */
export function runs(usual: number): number {
    return Math.ceil(usual * (times || 1));
}
