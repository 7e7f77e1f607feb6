import assert from 'node:assert/strict';
import { answerAsMarkdown } from '../../extension/features/test-request/answer-text.ts';
import type { TestCall } from '../../language-server/protocol.ts';

const t = (message: string, ...blanks: (string | number)[]) => message.replaceAll(/\{(\d)\}/g, (_, index: string) => String(blanks[Number(index)]));
const answer: TestCall = { method: 'GET', url: 'http://g/Acme/Orders/1.0/orders', environment: 'local', status: 200, milliseconds: 12, headers: [], body: '', truncated: false };
const text = (more: Partial<TestCall>) => answerAsMarkdown({ ...answer, ...more }, { client: 'S/M@1', api: 'Acme/Orders@1.0' }, t);

describe('the answer to a test request', () => {
    it('says status, time, who called, and what is left of limits', () => {
        const shown = text({ user: 'shop', headers: [['X-RateLimit-Limit', '100'], ['X-RateLimit-Remaining', '99'], ['X-RateLimit-Reset', '7'], ['X-Quota-Remaining', '3']] });
        assert.match(shown, /^# 200 · 12 ms\n\n- `GET http:\/\/g\/Acme\/Orders\/1\.0\/orders`\n- `S\/M@1 → Acme\/Orders@1\.0` in the environment "local"\n- signed in as `shop`\n/);
        assert.match(shown, /- `X-RateLimit`: 99 of 100 left, counted anew in 7 s\n- `X-Quota`: 3 left\n/);
    });

    it('says roughly when a limit is counted anew', () => {
        for (const [seconds, words] of [['119', '119 s'], ['600', '10 min'], ['72241', '20 h'], ['2000000', '23 days'], ['soon', 'soon']]) assert.match(text({ headers: [['X-Remaining', '1'], ['X-Reset', seconds!]] }), new RegExp(`counted anew in ${words}\\n`));
    });

    it('shows JSON indented where that changes nothing else', () => {
        const json: TestCall['headers'] = [['Content-Type', 'application/json;charset=utf-8']];
        assert.match(text({ headers: json, body: '{"a":[1,2]}' }), /```json\n\{\n  "a": \[\n    1,\n    2\n  \]\n\}\n```/);
        assert.match(text({ headers: json, body: '{"id":12345678901234567890}' }), /```json\n\{"id":12345678901234567890\}\n```/);
        assert.match(text({ body: 'no JSON' }), /```text\nno JSON\n```/);
    });

    it('names the policy that refused', () => {
        const step = { type: 'RateLimiting', title: 'Rate Limiting', category: 'limiting', origin: 'plan' as const, originKey: 'Acme/Gold@1.0', options: [] };
        assert.match(text({ status: 429, refusal: { code: '10005', message: 'Rate limit exceeded.', step } }), /\*\*Refused by Rate Limiting of Acme\/Gold@1\.0\*\*: `Rate limit exceeded\.` \(10005\)/);
        assert.match(text({ status: 500, refusal: { code: '4711', message: '' } }), /\*\*Refused by a policy\*\*/);
    });

    it('lets nothing out of its code that came from elsewhere', () => {
        const shown = text({ body: '````\n<img src=x>\n# heading', headers: [['x', '``` <script>']] });
        assert.match(shown, /\n`````text\n````\n<img src=x>\n# heading\n`````\n/);
        assert.match(shown, /\n````http\nx: ``` <script>\n````\n/);
    });
});
