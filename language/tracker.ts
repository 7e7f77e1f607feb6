/**
 * Remembers who read what, so that a change re-computes what read it and nothing else.
 *
 * An *input* is a name that `changed` is called for; a *query* is a computed value. While a query runs, every `read` of an input or
 * another query is recorded as its dependency. A query whose value comes out the same as before (as JSON) does not concern those that read it.
 */
export class Tracker {
    readonly #queries = new Map<string, Query>();
    readonly #inputs = new Map<string, { changedAt: number; readers: Set<Query> }>();
    readonly #stale = new Set<string>();
    #running: Query | undefined;
    #revision = 0;

    /** Records that the running query depends on an input. */
    read(input: string): void {
        const running = this.#running;
        if (running) {
            this.#input(input).readers.add(running);
            running.dependencies.add(input);
        }
    }

    /** Says that an input is not what it was. */
    changed(input: string): void {
        const entry = this.#input(input);
        entry.changedAt = ++this.#revision;
        for (const reader of entry.readers) this.#mark(reader);
    }

    /** The value of a query: the remembered one where nothing that it read has changed. */
    query<T>(name: string, compute: () => T): T {
        let query = this.#queries.get(name);
        if (!query) {
            query = { name, compute, dependencies: new Set(), readers: new Set(), value: undefined, json: undefined, changedAt: 0, verifiedAt: -1 };
            this.#queries.set(name, query);
        }
        const running = this.#running;
        if (running) {
            query.readers.add(running);
            running.dependencies.add(query);
        }
        this.#verify(query);
        return query.value as T;
    }

    /** Forgets a query that nobody will ask for again. */
    forget(name: string): void {
        const query = this.#queries.get(name);
        if (query) this.#detach(query);
        this.#queries.delete(name);
        this.#stale.delete(name);
    }

    /** The names of the queries that may have another value since they were last taken; empties the list. */
    takeStale(prefix: string): string[] {
        const names = [...this.#stale].filter(name => name.startsWith(prefix));
        this.#stale.clear();
        return names;
    }

    #verify(query: Query): void {
        if (query.verifiedAt === this.#revision) return;
        if (query.verifiedAt < 0 || this.#dependencyChanged(query)) this.#run(query);
        query.verifiedAt = this.#revision;
    }

    #dependencyChanged(query: Query): boolean {
        for (const dependency of query.dependencies) {
            if (typeof dependency === 'string') {
                if (this.#input(dependency).changedAt > query.verifiedAt) return true;
            } else {
                this.#verify(dependency);
                if (dependency.changedAt > query.verifiedAt) return true;
            }
        }
        return false;
    }

    #run(query: Query): void {
        this.#detach(query);
        const outer = this.#running;
        this.#running = query;
        try {
            query.value = query.compute();
        } finally {
            this.#running = outer;
        }
        const json = JSON.stringify(query.value);
        if (json !== query.json) {
            query.json = json;
            query.changedAt = this.#revision;
        }
    }

    #mark(query: Query): void {
        if (this.#stale.has(query.name)) return;
        this.#stale.add(query.name);
        for (const reader of query.readers) this.#mark(reader);
    }

    #detach(query: Query): void {
        for (const dependency of query.dependencies) {
            if (typeof dependency !== 'string') {
                dependency.readers.delete(query);
            } else {
                const input = this.#inputs.get(dependency);
                input?.readers.delete(query);
            }
        }
        query.dependencies.clear();
    }

    #input(name: string): { changedAt: number; readers: Set<Query> } {
        let input = this.#inputs.get(name);
        if (!input) {
            input = { changedAt: 0, readers: new Set() };
            this.#inputs.set(name, input);
        }
        return input;
    }
}

interface Query {
    name: string;
    compute: () => unknown;
    dependencies: Set<string | Query>;
    readers: Set<Query>;
    value: unknown;
    json: string | undefined;
    changedAt: number;
    verifiedAt: number;
}
