import { setTimeout as pause } from 'node:timers/promises';
import type { LanguageServer } from './language-server.ts';
import type { Toggle } from './places.ts';

/** What one change of a file led to: the milliseconds after which the diagnostics of each file were there. */
export type Arrivals = ReadonlyMap<string, number>;

const limit = 120_000;
/** A typist's pause: whatever a server does in the background may be done in it. */
const breath = 20;

/** Makes a place wrong, or right again, and yields when the files that it concerns said so. */
export class Toggling {
    readonly #server: LanguageServer;
    readonly #toggle: Toggle;
    readonly #offset: number;
    #wrong = false;

    /** The file must be open. */
    constructor(server: LanguageServer, toggle: Toggle) {
        this.#server = server;
        this.#toggle = toggle;
        const text = server.textOf(toggle.file);
        const begin = text.indexOf(toggle.begins);
        this.#offset = text.indexOf(toggle.right, begin);
        if (begin === -1 || this.#offset === -1) throw new Error(`${toggle.file} has no ${toggle.begins} … ${toggle.right}`);
    }

    async next(): Promise<Arrivals> {
        const { file, right, wrong, concerns } = this.#toggle;
        const [before, after] = this.#wrong ? [wrong, right] : [right, wrong];
        const isWrong = !this.#wrong;
        this.#wrong = isWrong;
        const arrivals = new Map<string, number>();
        const send = this.#server.change(file, this.#offset, before.length, after);
        const begun = performance.now();
        const all = this.#server.until(() => {
            for (const concerned of concerns) {
                if (!arrivals.has(concerned) && this.#server.hasErrors(concerned) === isWrong) arrivals.set(concerned, performance.now() - begun);
            }
            return arrivals.size === concerns.length;
        }, limit);
        await Promise.all([send(), all]);
        return arrivals;
    }

    /** Leaves everything right. */
    async end(): Promise<void> {
        if (this.#wrong) await this.next();
    }
}

/** The same on several servers in turn, so many times or until the time is over; the first few changes warm up and do not count. */
export async function inTurn(togglings: readonly Toggling[], times: number, milliseconds = 20_000): Promise<Arrivals[][]> {
    const arrivals: Arrivals[][] = togglings.map(() => []);
    const end = performance.now() + milliseconds;
    const warm = Math.min(10, times);
    for (let time = -warm; time < times; time++) {
        for (const [index, toggling] of togglings.entries()) {
            const arrived = await toggling.next();
            if (time >= 0 || performance.now() > end) arrivals[index]!.push(arrived);
            await pause(breath);
        }
        if (performance.now() > end && arrivals.every(figures => figures.length > 0)) break;
    }
    for (const toggling of togglings) await toggling.end();
    return arrivals;
}
