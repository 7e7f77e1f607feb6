/**
 * The headers of one message as they stood on the wire: order, repetitions and the case of the names are kept, since Apiman keeps
 * them too and back ends exist that look at them. Names are compared without regard to case.
 */
export class HeaderList {
    /** Name, value, name, value, … as `rawHeaders` of node:http. */
    readonly raw: string[];

    constructor(raw: string[]) {
        this.raw = raw;
    }

    /** The first value of that name. */
    get(name: string): string | undefined {
        const at = this.#find(name, 0);
        return at < 0 ? undefined : this.raw[at + 1];
    }

    /** Every value of that name, in their order. */
    all(name: string): string[] {
        const lower = name.toLowerCase();
        return this.raw.filter((_, at) => at % 2 === 1 && this.raw[at - 1]!.toLowerCase() === lower);
    }

    has(name: string): boolean {
        return this.#find(name, 0) >= 0;
    }

    /** Replaces all values of that name; a new name goes to the end. */
    set(name: string, value: string): void {
        this.remove(name);
        this.raw.push(name, value);
    }

    remove(name: string): void {
        for (let at = this.#find(name, 0); at >= 0; at = this.#find(name, at)) this.raw.splice(at, 2);
    }

    #find(name: string, from: number): number {
        const { raw } = this;
        const lower = name.toLowerCase();
        for (let at = from; at < raw.length; at += 2) {
            const candidate = raw[at]!;
            if (candidate.length === lower.length && (candidate === name || candidate.toLowerCase() === lower)) return at;
        }
        return -1;
    }
}

/** Without what belongs to one connection only, and with it the way in which a body is framed: each side of the gateway does that by itself. */
export function endToEnd(raw: readonly string[]): string[] {
    const kept: string[] = [];
    for (let at = 0; at < raw.length; at += 2) {
        const name = raw[at]!;
        switch (name.length) {
            case 10: if (/^(connection|keep-alive)$/i.test(name)) continue; break;
            case 17: if (name.toLowerCase() === 'transfer-encoding') continue; break;
            default:
        }
        kept.push(name, raw[at + 1]!);
    }
    return kept;
}
