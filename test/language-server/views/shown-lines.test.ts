import assert from 'node:assert/strict';
import { LineStore, type Line } from '../../../extension/features/views/line-store.ts';
import { ShownLines } from '../../../language-server/views/shown-lines.ts';
import type { LineNode } from '../../../language-server/views/line-node.ts';
import type { ViewLines } from '../../../language-server/protocol.ts';

/** A tree as it is written: a name stands for a line, an object for lines with others below. `name=title` has a title. */
type Tree = (string | Record<string, Tree>)[];

function nodes(tree: Tree): LineNode[] {
    return tree.flatMap(part => typeof part === 'string' ? [node(part)] : Object.entries(part).map(([name, below]) => node(name, below)));
}

function node(written: string, below?: Tree): LineNode {
    const [id = '', title] = written.split('=');
    return { line: { id, kind: 'client', project: '', label: id, title }, ...below ? { below: () => nodes(below) } : {} };
}

/** A view of a window: what the server sends, and what the editor makes of it. */
class Pair {
    readonly store = new LineStore();
    readonly #server = new ShownLines();
    #revision: number | undefined;
    last: Pick<ViewLines, 'splices' | 'fresh'> | undefined;

    update(tree: Tree, wanted: string[] = [], versions = 1): string[] | 'all' {
        const answer = this.#server.update(nodes(tree), wanted, this.#revision, versions);
        this.#revision = answer.revision;
        this.last = answer;
        const redraw = this.store.apply(answer);
        this.store.settle(wanted);
        return redraw === 'all' ? redraw : redraw.map(({ id }) => id);
    }

    forget(): void {
        this.#revision = undefined;
    }

    get text(): string[] {
        return lines(this.store.top ?? []);
    }
}

function lines(list: readonly Line[], indent = ''): string[] {
    return list.flatMap(({ label, title, below }) => [`${indent}${label}${title ? `=${title}` : ''}`, ...lines(below ?? [], `${indent}  `)]);
}

describe('the lines that a view shows', () => {
    it('are sent when they are asked for, with what is open at first', () => {
        const pair = new Pair();
        pair.update([{ a: [{ b: ['c'] }] }]);
        assert.equal(pair.store.top, undefined);
        assert.deepEqual(pair.last?.splices, {});
        pair.update([{ a: [{ b: ['c'] }] }], ['']);
        assert.deepEqual(pair.text, ['a', '  b', '    c']);
    });

    it('are closed where there are many, and sent as they are opened', () => {
        const pair = new Pair();
        pair.update([{ a: ['b', 'c'] }], [''], 1000);
        assert.deepEqual(pair.text, ['a']);
        assert.deepEqual(pair.update([{ a: ['b', 'c'] }], ['a'], 1000), []);
        assert.deepEqual(pair.text, ['a', '  b', '  c']);
    });

    it('keep their identity; what did not change is neither sent nor drawn again', () => {
        const pair = new Pair();
        pair.update([{ a: ['b', 'c', 'd'] }, 'e'], ['']);
        const [a] = pair.store.top!;
        const [b, c] = a!.below!;
        assert.deepEqual(pair.update([{ a: ['b', 'c', 'd'] }, 'e']), []);
        assert.deepEqual(pair.last?.splices, {});
        assert.deepEqual(pair.update([{ a: ['b', 'c=new', 'd'] }, 'e']), ['c']);
        assert.deepEqual(Object.values(pair.last?.splices ?? {}).map(({ from, removed, lines: sent }) => [from, removed, sent.length]), [[1, 1, 1]]);
        assert.deepEqual(pair.update([{ a: ['b', 'x', 'c=new', 'd'] }, 'e']), ['a']);
        assert.equal(a!.below![0], b);
        assert.equal(a!.below![2], c);
        assert.equal(c!.title, 'new');
    });

    it('are all drawn again where the top differs, and where the server has begun anew', () => {
        const pair = new Pair();
        pair.update(['a', 'b'], ['']);
        assert.equal(pair.update(['a', 'b', 'c']), 'all');
        pair.forget();
        assert.equal(pair.update(['a'], ['']), 'all');
        assert.deepEqual(pair.text, ['a']);
    });

    it('forget what is gone, so that it is asked for where it comes back', () => {
        const pair = new Pair();
        pair.update([{ a: ['b'] }], ['', 'a'], 1000);
        pair.update(['z'], [], 1000);
        pair.update([{ a: ['b'] }], [], 1000);
        assert.equal(pair.store.top![0]!.below, undefined);
        pair.update([{ a: ['b'] }], ['a'], 1000);
        assert.deepEqual(pair.text, ['a', '  b']);
    });

    it('come out as the tree itself after any changes, whatever was opened', () => {
        let seed = 4711;
        const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
        const tree = (depth: number, prefix: string): Tree => Array.from({ length: random(5) }, (_, index) => `${prefix}${index}${random(4)}`).map(name =>
            depth > 0 && random(3) > 0 ? { [name]: tree(depth - 1, `${name}.`) } : `${name}=${random(2) || ''}`);
        const pair = new Pair();
        for (let round = 0; round < 300; round++) {
            const now = tree(2, 'n');
            if (random(20) === 0) pair.forget();
            pair.update(now, round === 0 || pair.store.top === undefined ? [''] : [], 1000);
            // Opens what can be opened, as somebody does who wants to see everything.
            for (let closed = unopened(pair.store.top ?? []); pair.store.top === undefined || closed.length > 0; closed = unopened(pair.store.top ?? [])) {
                pair.update(now, pair.store.top === undefined ? [''] : closed, 1000);
            }
            const expected = new Pair();
            expected.update(now, [''], 1);
            assert.deepEqual(pair.text, expected.text);
        }
    });
});

function unopened(list: readonly Line[]): string[] {
    return list.flatMap(({ id, children, below }) => children !== 'none' && !below ? [id] : unopened(below ?? []));
}
