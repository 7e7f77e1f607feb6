import assert from 'node:assert/strict';
import { planAsMarkdown } from '../../registration/plan-text.ts';
import { api, client, limit, nowhere } from './compiled.ts';
import { bench, previewed, register } from './registering.ts';

describe('a plan for people', () => {
    it('lists what would be done with its differences, and what would not', async () => {
        const on = bench();
        const sketch = (requests: number) => ({
            apis: [api('Acme/Orders@1.0')], clients: [client('ShopInc/MobileShop@2.1', { 'Acme/Orders@1.0': [limit(requests)] })]
        });
        await register(on, { real: sketch(5) });
        const { plan } = await previewed(on, {
            real: {
                ...sketch(9), apis: [...sketch(9).apis, api('Acme/Stock@1.0')],
                skipped: [{ kind: 'client', key: 'ShopInc/Later@1.0', reason: 'no-contract', origin: nowhere }]
            }
        });
        assert.equal(planAsMarkdown(plan), `# Registration in test

- **Publish** \`Acme/Stock@1.0\` (new)
- **Register** \`ShopInc/MobileShop@2.1\`
  - \`contracts[Acme/Orders@1.0].policies[RateLimitingPolicy].config.limit\`: \`5\` → \`9\`

## Not registered

- \`ShopInc/Later@1.0\`: Client 'ShopInc/Later@1.0' has no contract; it cannot be registered.

## Who is affected

- Acme/Orders@1.0 via Gold: 1 client of 1 organization (ShopInc/MobileShop@2.1)

1 unchanged. Source and gateway were compared; there is no record, so who made a difference is not known.
`);
    });

    it('says that there is nothing to do', async () => {
        const { plan } = await previewed(bench(), { real: {} });
        assert.match(planAsMarkdown(plan), /Nothing to do/);
    });
});
