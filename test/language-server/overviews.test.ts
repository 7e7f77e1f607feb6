import assert from 'node:assert/strict';
import { Overviews } from '../../language-server/messages/overviews.ts';
import type { Window } from '../../language-server/messages/window.ts';
import type { Overview } from '../../language-server/session/overview.ts';
import type { WorkspaceProject } from '../../language-server/workspace-project.ts';

const project = { id: 'file:///project' } as WorkspaceProject;

const settled = () => new Promise(resolve => { setImmediate(resolve); });

/** A window that has read a gateway, and in which each overview is worked out until somebody ends it. */
async function connected() {
    const begun: ((overview: Overview | Promise<Overview>) => void)[] = [];
    const window = {
        trusted: true, reachesGateways: () => true, isConnected: () => true,
        context: async () => ({ environment: { name: 'test', gateways: [{ url: 'http://g.example' }] } }),
        gatewaysOf: () => ({ overviewOf: () => new Promise<Overview>(resolve => begun.push(resolve)) })
    };
    const overviews = new Overviews(window as unknown as Window, () => {});
    const ask = () => overviews.of(project, { showAll: false, connect: false });
    const read = ask();
    await settled();
    begun[0]!(overview('read from the gateway'));
    await read;
    return { overviews, begun, ask };
}

function overview(name: string): Overview {
    return { clients: { organizations: [{ name, project: '', clients: [] }], connection: 'connected', hidden: [] }, apis: { organizations: [] }, reading: [] } as unknown as Overview;
}

describe('what a user may see', () => {
    const nameOf = async (asked: Promise<Overview>) => (await asked).clients.organizations[0]?.name;

    it('is worked out one at a time, and once more for all edits meanwhile', async () => {
        const { overviews, begun, ask } = await connected();
        const asked: Promise<Overview>[] = [];
        for (let edit = 0; edit < 5; edit++) {
            overviews.sourceChanged();
            asked.push(ask());
            await settled();
        }
        assert.equal(begun.length, 2);
        begun[1]!(overview('after the first edit'));
        await settled();
        assert.equal(begun.length, 3);
        begun[2]!(overview('after all of them'));
        assert.deepEqual(await Promise.all(asked.map(nameOf)), ['after the first edit', ...Array.from({ length: 4 }, () => 'after all of them')]);
        assert.equal(await nameOf(ask()), 'after all of them');
        assert.equal(begun.length, 3);
    });

    it('is worked out also behind one that failed, which whoever asked for it is told', async () => {
        const { overviews, begun, ask } = await connected();
        overviews.sourceChanged();
        const failing = ask();
        await settled();
        overviews.sourceChanged();
        const next = ask();
        begun[1]!(Promise.reject(new Error('failed')));
        await assert.rejects(failing, { message: 'failed' });
        await settled();
        begun[2]!(overview('behind it'));
        assert.equal(await nameOf(next), 'behind it');
    });

    it('does not wait for what is worked out of other gateways', async () => {
        const { overviews, begun, ask } = await connected();
        overviews.sourceChanged();
        void ask();
        await settled();
        overviews.gatewaysChanged();
        const asked = ask();
        await settled();
        assert.equal(begun.length, 3);
        begun[2]!(overview('of the other gateway'));
        assert.equal(await nameOf(asked), 'of the other gateway');
    });
});
