import { createVSIX } from '@vscode/vsce';
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run package`: bundles and makes the `.vsix`. What goes in is what `.vscodeignore` lets through. The pictures of its README stay outside: who publishes
 * it says where they can be reached, as in `npm run package -- --documentation https://HOST/REPOSITORY/raw/main/docs`.
 */
const root = path.resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { out: { type: 'string' }, documentation: { type: 'string' }, 'no-bundle': { type: 'boolean' } } });
const packagePath = values.out ?? path.join(root, 'apim.vsix');

if (!values['no-bundle'] && spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(root, 'scripts/bundle.ts')], { stdio: 'inherit' }).status !== 0) {
    process.exit(1);
}
await createVSIX({
    cwd: root,
    packagePath,
    // Everything is in the bundles.
    dependencies: false,
    readmePath: 'docs/marketplace.md',
    ...values.documentation === undefined ? { rewriteRelativeLinks: false } : { baseContentUrl: values.documentation, baseImagesUrl: values.documentation },
    allowMissingRepository: true,
    skipLicense: !existsSync(path.join(root, 'LICENSE')),
});
console.error(`${path.relative(process.cwd(), packagePath)}  ${Math.round(statSync(packagePath).size / 1024)} KB`);
