import * as vscode from 'vscode';
import type { ViewLines } from '../../../language-server/protocol.ts';
import { itemOf, tooltipOf } from './line-item.ts';
import { LineStore, type Line } from './line-store.ts';

/** Asks the server for the lines below some, and for what differs since an answer; undefined where there is nobody to ask. */
export type Ask = (below: string[], since: number | undefined) => Promise<ViewLines | undefined>;

/** The lines of a view: loaded when they are first shown, drawn again where they differ. What is asked for at one time goes in one request. */
export class LinesTree implements vscode.TreeDataProvider<Line> {
    readonly #changed = new vscode.EventEmitter<Line | Line[] | undefined>();
    readonly onDidChangeTreeData = this.#changed.event;
    readonly #store = new LineStore();
    readonly #ask: Ask;
    #wanted = new Set<string>();
    #revision: number | undefined;
    #running: Promise<void> = Promise.resolve();
    #next: Promise<void> | undefined;
    /** Goes into the ids of the lines, so that a filtered view is as open as it is meant to be, and closing it leaves the other one as it was. */
    #isFiltered = false;

    constructor(ask: Ask) {
        this.#ask = ask;
    }

    /** Whether somebody has looked. */
    get isShown(): boolean {
        return this.#store.top !== undefined;
    }

    /** Asks for what differs. As long as nobody has looked at the view, no line is sent. */
    refresh(): Promise<void> {
        return this.#request();
    }

    /** The lines are arranged otherwise from now on: nothing of what is shown is kept. */
    rearrange(): Promise<void> {
        this.#revision = undefined;
        return this.#request();
    }

    setFiltered(isFiltered: boolean): void {
        if (this.#isFiltered !== isFiltered) {
            this.#isFiltered = isFiltered;
            this.#changed.fire(undefined);
        }
    }

    async getChildren(line?: Line): Promise<Line[]> {
        if (line?.children === 'none') {
            return [];
        }
        const loaded = () => line ? line.below : this.#store.top;
        if (!loaded()) {
            await this.#request(line?.id ?? '');
        }
        return loaded() ?? [];
    }

    getParent(line: Line): Line | undefined {
        return line.parent;
    }

    getTreeItem(line: Line): vscode.TreeItem {
        const item = itemOf(line);
        item.id = this.#isFiltered ? `filtered ${line.id}` : line.id;
        return item;
    }

    resolveTreeItem(item: vscode.TreeItem, line: Line): vscode.TreeItem {
        item.tooltip = tooltipOf(line);
        return item;
    }

    /** The line at the end of the ids from the top; undefined where the view has changed meanwhile. */
    async find(ids: readonly string[]): Promise<Line | undefined> {
        let found: Line | undefined;
        for (const id of ids) {
            found = (await this.getChildren(found)).find(line => line.id === id);
            if (!found) {
                return undefined;
            }
        }
        return found;
    }

    #request(id?: string): Promise<void> {
        if (id !== undefined) {
            this.#wanted.add(id);
        }
        // While one request is under way, what else is wanted is gathered for the next one.
        this.#next ??= this.#running.then(() => {
            this.#next = undefined;
            this.#running = this.#exchange();
            return this.#running;
        });
        return this.#next;
    }

    async #exchange(): Promise<void> {
        const below = [...this.#wanted];
        this.#wanted = new Set();
        const answer = await this.#ask(below, this.#revision).catch(() => undefined);
        this.#revision = answer?.revision;
        if (!answer) {
            this.#store.settle(below);
            this.#store.clear();
            this.#changed.fire(undefined);
            return;
        }
        const wasShown = this.#store.top !== undefined;
        const redraw = this.#store.apply(answer);
        if (answer.fresh && wasShown && this.#store.top === undefined) {
            // The server has begun anew: it sends what VS Code asks for again.
            this.#changed.fire(undefined);
            return;
        }
        this.#store.settle(below);
        if (redraw === 'all') {
            this.#changed.fire(undefined);
        } else if (redraw.length > 0) {
            this.#changed.fire(redraw);
        }
    }
}
