import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

describe('npm start', () => {
    it('does the main job and ends with 0', () => {
        const { status, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../../cli/demo/main.ts')], { encoding: 'utf8', timeout: 60_000 });
        assert.equal(status, 0, stderr);
        for (const line of [
            /✓ checked {4}3 files, no errors/, /✓ registered 2 APIs and 2 clients, as anna@shop\.example/, /ShopInc +MobileShop +2\.1 +registered +Acme\/Orders@1\.0 via Gold +http:\/\/127\.0\.0\.1:\d+\/Acme\/Orders\/1\.0/,
            /ShopInc\/BackOffice@1\.0 +Acme\/Orders@1\.0 +200 +9999 of 10000 +403 API not public\./, /ShopInc\/MobileShop@2\.1 +Acme\/Orders@1\.0 +200/, /2 contracts answered 200/
        ]) assert.match(stdout, line);
        assert.doesNotMatch(stdout + stderr, /[0-9a-f]{8}-[0-9a-f]{4}-4/);
    }).timeout(70_000);
});
