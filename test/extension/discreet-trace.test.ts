import assert from 'node:assert/strict';
import { createMessageConnection, Trace, TraceFormat } from 'vscode-languageserver-protocol/node';
import { PassThrough } from 'node:stream';
import { withoutSecrets } from '../../extension/infrastructure/discreet-trace.ts';
import { ApiKeyRequest, ImportedSecretsRequest, KeptKeysRequest, SecretRequest, StatusRequest } from '../../language-server/protocol.ts';

const canary = 'canary-4711';

/** What two ends of a connection trace while a request is asked and answered. */
async function traced(method: string, trace: Trace, traceFormat: TraceFormat): Promise<string[]> {
    const [there, back] = [new PassThrough(), new PassThrough()];
    const ends = [createMessageConnection(back, there), createMessageConnection(there, back)] as const;
    const entries: string[] = [];
    const tracer = {
        // As the client of VS Code writes them.
        log: (entry: unknown, data?: string) => void entries.push(withoutSecrets(typeof entry === 'string' ? data === undefined ? entry : `${entry}\n${data}` : JSON.stringify(entry)))
    };
    for (const end of ends) {
        await end.trace(trace, tracer, { sendNotification: false, traceFormat });
        end.listen();
    }
    ends[1].onRequest(method, () => ({ value: canary }));
    assert.deepEqual(await ends[0].sendRequest(method, { client: 'ShopInc/MobileShop@2.1' }), { value: canary });
    for (const end of ends) end.dispose();
    return entries;
}

describe('the trace of the conversation with the language server', () => {
    for (const { method } of [SecretRequest, KeptKeysRequest, ApiKeyRequest, ImportedSecretsRequest]) {
        it(`names ${method}, and not what it carries`, async () => {
            for (const trace of [Trace.Verbose, Trace.Compact, Trace.Messages]) {
                const entries = await traced(method, trace, TraceFormat.Text);
                assert.equal(entries.filter(entry => entry.includes(method)).length, 4, entries.join('\n'));
                assert.doesNotMatch(entries.join('\n'), /canary/);
            }
        });
    }

    it('says what other messages carry', async () => {
        assert.match((await traced(StatusRequest.method, Trace.Verbose, TraceFormat.Text)).join('\n'), /Params: \{[^}]*MobileShop[^]*Result: \{[^}]*canary/);
    });

    it('leaves out what it cannot tell apart: JSON, and answers to nothing', async () => {
        assert.doesNotMatch((await traced(ApiKeyRequest.method, Trace.Verbose, TraceFormat.JSON)).join('\n'), /canary/);
        assert.doesNotMatch(withoutSecrets(`Received response 7 without active response promise.\nResult: "${canary}"`), /canary/);
    });
});
