import type { LogOutputChannel } from 'vscode';
import { messagesWithSecrets } from '../../language-server/protocol.ts';

const methods: ReadonlySet<string | undefined> = new Set(messagesWithSecrets.map(({ method }) => method));

/** The log for the conversation with the language server: with `apim.trace.server` it is told what messages carry, and secrets are among it. */
export function discreet(log: LogOutputChannel): LogOutputChannel {
    return Object.create(log, { trace: { value: (entry: string) => log.trace(withoutSecrets(entry)) } }) as LogOutputChannel;
}

/**
 * An entry of the trace: its first line says which message it is, the others what it carries. Left out is what belongs to a message that carries a
 * secret, and to one that is not named.
 */
export function withoutSecrets(entry: string): string {
    const [first = '', ...carried] = entry.split('\n');
    // The trace in JSON, which no setting of ours offers, does not say what an answer is the answer to.
    if (first.startsWith('{')) {
        return 'A message as JSON, which is left out: it may carry a secret.';
    }
    const [, method] = /'([^' ]+)[^']*'/.exec(first) ?? [];
    return carried.length === 0 || method !== undefined && !methods.has(method) ? entry : `${first}\nLeft out: it may carry a secret.`;
}
