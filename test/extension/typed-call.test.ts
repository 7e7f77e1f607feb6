import assert from 'node:assert/strict';
import { carriesBody, mayChange, typedCall } from '../../extension/features/test-request/typed-call.ts';

describe('a call that is typed', () => {
    const cases: [text: string, method: string | undefined, path?: string][] = [
        ['GET /orders', 'GET', '/orders'], ['post  /orders?dry=1 ', 'POST', '/orders?dry=1'], ['DELETE', 'DELETE', ''], ['/orders/7', 'GET', '/orders/7'],
        ['', 'GET', ''], ['orders/7', 'GET', 'orders/7'], ['orders', 'GET', 'orders'], ['?a=b c', 'GET', '?a=b c'], ['GTE /orders', undefined], ['TRACE /', undefined],
    ];
    for (const [text, method, path] of cases) it(`is ${method ?? 'refused'} where somebody writes "${text}"`, () => assert.deepEqual(typedCall(text), method === undefined ? undefined : { method, path }));

    it('is asked about twice, or for a body, where that makes sense', () => {
        const of = (test: typeof mayChange) => ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(method => test({ method, path: '' }));
        assert.deepEqual(of(mayChange), ['POST', 'PUT', 'PATCH', 'DELETE']);
        assert.deepEqual(of(carriesBody), ['POST', 'PUT', 'PATCH']);
    });
});
