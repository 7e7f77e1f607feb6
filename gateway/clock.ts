/** The time of a gateway, in milliseconds since 1970. It can be put forward, to see what quotas do tomorrow; it never goes back. */
export class Clock {
    #ahead = 0;

    now(): number {
        return Date.now() + this.#ahead;
    }

    /** How far it is ahead of the real time, in milliseconds. */
    get ahead(): number {
        return this.#ahead;
    }

    advance(milliseconds: number): void {
        this.#ahead += milliseconds;
    }
}
