/**
 * A call that cannot be carried out for a reason that is no policy's decision (no such API, broken configuration, no back end).
 * It is answered with `X-Gateway-Error`, so the message is one line: a line break would make the answer unreadable for strict clients.
 */
export class EngineError extends Error {
    readonly status: number;
    /** What the log says: the message, unless the caller is told something that must not be there, such as the key that came. */
    readonly logged: string;

    constructor(status: number, message: string, logged = message) {
        super(message.replace(/\s*[\r\n]+\s*/g, ' '));
        this.status = status;
        this.logged = logged;
    }
}
