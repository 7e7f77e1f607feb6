import type { StandIn } from '../call.ts';
import type { Clock } from '../clock.ts';

/** Answers that are kept for a while, in bounded memory: what was asked for longest ago goes first. */
export class AnswerCache {
    /** Bytes. */
    static readonly longestBody = 4 * 1024 * 1024;
    static readonly #most = 64 * 1024 * 1024;

    readonly #clock: Clock;
    readonly #kept = new Map<string, { answer: StandIn; until: number }>();
    #bytes = 0;

    constructor(clock: Clock) {
        this.#clock = clock;
    }

    get(id: string): StandIn | undefined {
        const found = this.#kept.get(id);
        if (!found) return undefined;
        this.#remove(id);
        if (found.until <= this.#clock.now()) return undefined;
        this.#add(id, found);
        return found.answer;
    }

    set(id: string, answer: StandIn, milliseconds: number): void {
        this.#remove(id);
        this.#add(id, { answer, until: this.#clock.now() + milliseconds });
        for (const oldest of this.#kept.keys()) {
            if (this.#bytes <= AnswerCache.#most) break;
            this.#remove(oldest);
        }
    }

    #add(id: string, entry: { answer: StandIn; until: number }): void {
        this.#kept.set(id, entry);
        this.#bytes += entry.answer.body.length + id.length;
    }

    #remove(id: string): void {
        const found = this.#kept.get(id);
        if (!found) return;
        this.#kept.delete(id);
        this.#bytes -= found.answer.body.length + id.length;
    }
}
