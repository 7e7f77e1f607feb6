import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunningGateway } from '../../gateway/server.ts';
import { call, client, configure, policy, privateApi, publicApi, startLocal } from './gateway-under-test.ts';
import type { CallOptions } from './gateway-under-test.ts';

const openapi = `
openapi: 3.0.3
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      responses:
        "200":
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Order" } }
              examples:
                two: { value: [{ id: 1 }, { id: 2 }] }
                none: { value: [] }
        "404": { content: { application/json: { example: { error: gone } } } }
    post:
      responses:
        "201": { content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
  /orders/{id}:
    get:
      responses:
        default: { $ref: "#/components/responses/One" }
  /orders/mine:
    get: { responses: { "200": { content: { text/plain: { example: mine } } } } }
  /nothing: { delete: { responses: { "204": { description: gone } } } }
components:
  responses:
    One: { content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
  schemas:
    Order: { type: object, properties: { id: { type: integer, example: 7 }, state: { type: string, enum: [open, closed] }, next: { $ref: "#/components/schemas/Order" } } }
`;
const swagger = JSON.stringify({ swagger: '2.0', produces: ['application/json'], paths: { '/a': { get: { responses: { 200: { schema: { type: 'object', properties: { n: { type: 'number', default: 3 } } } } } } } } });

describe('answers of an OpenAPI definition', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'apim-mock-'));
    const file = (name: string, text: string) => {
        writeFileSync(path.join(folder, name), text);
        return path.join(folder, name);
    };
    let gateway: RunningGateway;

    before(async () => {
        const entry = (api: string, definition: string) => ({ organization: 'o', api, version: '1.0', definition });
        gateway = await startLocal({ mock: [entry('orders', file('orders.yaml', openapi)), entry('old', file('old.json', swagger)), entry('broken', file('broken.yaml', 'openapi: [')), entry('gone', path.join(folder, 'gone.yaml'))] });
        for (const api of ['orders', 'old', 'broken', 'gone', 'without']) await configure(gateway, 'PUT', '/apis', publicApi(api, 'http://127.0.0.1:1'));
        await configure(gateway, 'PUT', '/apis', { ...privateApi('orders', 'http://127.0.0.1:1'), version: '1.0' });
        await configure(gateway, 'PUT', '/clients', client('c', 'k', { orders: [policy('RateLimitingPolicy', { limit: 100, granularity: 'Client', period: 'Year' })] }));
    });
    after(async () => {
        await gateway.stop();
        rmSync(folder, { recursive: true });
    });

    const rows: [name: string, target: string, options: CallOptions, status: number, body: unknown][] = [
        ['the first example', 'orders/1.0/orders', {}, 200, [{ id: 1 }, { id: 2 }]],
        ['the example that is asked for', 'orders/1.0/orders?a=b', { headers: { Prefer: 'example=none' } }, 200, []],
        ['the status that is asked for', 'orders/1.0/orders', { headers: { Prefer: 'code=404' } }, 404, { error: 'gone' }],
        ['a status that is not there', 'orders/1.0/orders', { headers: { Prefer: 'code=500' } }, 404, { message: 'The definition has no answer 500 for this call.' }],
        ['what the schema allows', 'orders/1.0/orders', { method: 'POST', body: '{}' }, 201, { id: 7, state: 'open', next: {} }],
        ['a path with a parameter, and a reference', 'orders/1.0/orders/17', {}, 200, { id: 7, state: 'open', next: {} }],
        ['a path that is named before one that fits', 'orders/1.0/orders/mine', {}, 200, 'mine'],
        ['no body', 'orders/1.0/nothing', { method: 'DELETE' }, 204, ''],
        ['another method', 'orders/1.0/orders', { method: 'PUT' }, 405, { message: 'The definition has no PUT for /orders.' }],
        ['another path', 'orders/1.0/other', {}, 404, { message: 'The definition has no path /other.' }],
        ['Swagger 2', 'old/1.0/a', {}, 200, { n: 3 }],
        ['a definition that cannot be read', 'broken/1.0/a', {}, 502, /broken\.yaml cannot be used/],
        ['a definition that is not there', 'gone/1.0/a', {}, 502, /gone\.yaml cannot be used: ENOENT/],
        ['an API without a definition', 'without/1.0/a', {}, 502, /has no OpenAPI definition to make an answer of/],
    ];
    for (const [name, target, options, status, body] of rows) {
        it(name, async () => {
            const key: Record<string, string> = target.startsWith('orders') ? { 'X-API-Key': 'k' } : {};
            const reply = await call(`${gateway.gateway}/o/${target}`, { ...options, headers: { ...key, ...options.headers as Record<string, string> } });
            assert.equal(reply.status, status);
            if (body instanceof RegExp) assert.match(reply.body, body);
            else assert.deepEqual(reply.headers['content-type']?.includes('json') ? JSON.parse(reply.body) : reply.body, body);
        });
    }

    it('the policies run all the same, and a definition that is changed is read again', async () => {
        const reply = await call(`${gateway.gateway}/o/orders/1.0/orders`, { headers: { 'X-API-Key': 'k' } });
        assert.equal(reply.headers['x-ratelimit-limit'], '100');
        assert.equal(reply.headers['x-mock'], 'true');
        const changed = file('old.json', swagger.replace('"default":3', '"default":4'));
        utimesSync(changed, new Date(), new Date(Date.now() + 5000));
        assert.deepEqual(JSON.parse((await call(`${gateway.gateway}/o/old/1.0/a`)).body), { n: 4 });
    });
});
