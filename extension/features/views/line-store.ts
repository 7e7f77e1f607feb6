import type { ViewLine, ViewLines } from '../../../language-server/protocol.ts';

/** A line that is shown, without anything of VS Code. Commands receive it as their argument. */
export interface Line extends ViewLine {
    parent: Line | undefined;
    /** Absent as long as nobody has looked. */
    below: Line[] | undefined;
}

/** The lines of one view, kept up to date by what the server says that differs. A line stays the same object as long as it is there: VS Code redraws by identity. */
export class LineStore {
    /** Absent as long as nobody has looked. */
    top: Line[] | undefined;
    #lines = new Map<string, Line>();

    /** Returns the lines that have to be drawn again, or 'all' where the top differs. What nobody has looked at is not drawn yet. */
    apply({ fresh, splices }: Pick<ViewLines, 'fresh' | 'splices'>): Line[] | 'all' {
        const wasShown = this.top !== undefined;
        if (fresh) {
            this.#lines = new Map();
            this.top = undefined;
        }
        const redraw: Line[] = [];
        let all = fresh && wasShown;
        for (const [id, splice] of Object.entries(splices)) {
            const parent = id === '' ? undefined : this.#lines.get(id);
            if (id !== '' && !parent) continue;
            const before = parent ? parent.below : this.top;
            const { list, changed, isSame } = this.#spliced(before ?? [], splice, parent);
            if (parent) parent.below = list;
            else this.top = list;
            if (before && isSame) redraw.push(...changed);
            else if (before && parent) redraw.push(parent);
            else if (before) all = true;
        }
        return all ? 'all' : redraw;
    }

    /** Says of lines that were asked for, and of which the server knows nothing (any more), that there is nothing below. */
    settle(ids: readonly string[]): void {
        for (const id of ids) {
            const line = this.#lines.get(id);
            if (id === '') this.top ??= [];
            else if (line) line.below ??= [];
        }
    }

    clear(): void {
        this.#lines = new Map();
        this.top &&= [];
    }

    #spliced(before: readonly Line[], { from, removed, lines }: ViewLines['splices'][string], parent: Line | undefined): { list: Line[]; changed: Line[]; isSame: boolean } {
        const gone = new Map(before.slice(from, from + removed).map(line => [line.id, line]));
        const isSame = removed === lines.length && lines.every(({ id }, index) => before[from + index]?.id === id);
        const kept = lines.flatMap(({ id }) => gone.get(id) ?? []);
        kept.forEach(({ id }) => gone.delete(id));
        gone.forEach(line => this.#forget(line));
        const known = new Map(kept.map(line => [line.id, line]));
        const added = lines.map(next => {
            const line = known.get(next.id);
            return line ? replaced(line, next) : this.#added(next, parent);
        });
        return { list: [...before.slice(0, from), ...added, ...before.slice(from + removed)], changed: added, isSame };
    }

    #added(line: ViewLine, parent: Line | undefined): Line {
        const added = { ...line, parent, below: undefined };
        this.#lines.set(line.id, added);
        return added;
    }

    #forget(line: Line): void {
        this.#lines.delete(line.id);
        line.below?.forEach(child => this.#forget(child));
    }
}

function replaced(line: Line, next: ViewLine): Line {
    const { parent, below } = line;
    for (const member of Object.keys(line)) delete (line as Partial<Line>)[member as keyof Line];
    return Object.assign(line, next, { parent, below: next.children === 'none' ? undefined : below });
}
