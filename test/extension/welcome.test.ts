import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { welcomeFor, type Emptiness, type Welcome } from '../../extension/features/views/welcome.ts';

const nothing = { isEmpty: true, environment: 'local', connection: 'connected' as const, hidden: { count: 0, hint: '' }, counts: { all: 0, shown: 0, waiting: 0 } };
const something = { ...nothing, isEmpty: false, counts: { all: 2, shown: 2, waiting: 0 } };
const { environment: _, ...withoutEnvironment } = nothing;
const usual: Emptiness = { server: 'running', answered: nothing, narrow: false, hasFiles: true, canConnect: true };

describe('the welcome of My Clients', () => {
    const cases: [what: string, state: Partial<Emptiness>, welcome: Welcome | 'shown'][] = [
        ['waits while the server starts', { server: 'starting', answered: undefined }, 'starting'],
        ['says that the server has stopped', { server: 'stopped', answered: undefined }, 'stopped'],
        ['says that the server gave no answer', { answered: undefined }, 'stopped'],
        ['helps to begin where there is no file', { hasFiles: false }, 'noProject'],
        ['helps to begin where there is no file although the server gave no answer', { hasFiles: false, answered: undefined }, 'noProject'],
        ['leads to apim.yaml where it has no such environment', { answered: withoutEnvironment }, 'noEnvironment'],
        ['asks for the first organization', {}, 'noOrganization'],
        ['leads to the gateways where none is connected and nothing is declared', { answered: { ...nothing, connection: 'not-asked' } }, 'notConnected'],
        ['leads to the gateways where none could be reached and nothing is declared', { answered: { ...nothing, connection: 'unreachable' } }, 'notConnected'],
        ['waits for the answer of a gateway', { answered: { ...nothing, connection: 'asking' } }, 'noOrganization'],
        ['speaks of no gateway where none can be asked', { answered: { ...nothing, connection: 'not-asked' }, canConnect: false }, 'noOrganization'],
        ['says that everything is hidden from this user', { answered: { ...nothing, hidden: { count: 2, hint: 'hidden' } } }, 'hidden'],
        ['takes the filter back', { narrow: true, answered: { ...something, hidden: { count: 1, hint: 'hidden' }, counts: { all: 2, shown: 0, waiting: 0 } } }, 'filtered'],
        ['is none where the filter leaves something', { narrow: true, answered: something }, 'shown'],
        ['is none where there are lines', { answered: something }, 'shown'],
        ['does not blame a filter where there is nothing to filter', { narrow: true }, 'noOrganization'],
    ];
    for (const [what, state, welcome] of cases) it(what, () => assert.equal(welcomeFor({ ...usual, ...state }), welcome));

    it('has a text for each reason, and no other', () => {
        const { contributes }: { contributes: { viewsWelcome: { view: string; when: string }[] } } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
        const offered = contributes.viewsWelcome.filter(({ view }) => view === 'apim.myClients').flatMap(({ when }) => [...when.matchAll(/apim\.welcome == (\w+)/g)].map(match => match[1]!));
        const reasons: Record<Welcome, true> = { starting: true, stopped: true, noProject: true, noEnvironment: true, noOrganization: true, notConnected: true, hidden: true, filtered: true };
        assert.deepEqual(offered.toSorted(), Object.keys(reasons).toSorted());
    });
});
