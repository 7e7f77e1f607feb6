import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file an organization of a hundred clients; ten APIs through two plans each, three contracts a client. */
export function writeProject(folder: string, clients: number, gateway: string): void {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'apim.yaml'), `environments:\n  bench:\n    gateway: { url: "${gateway}" }\n`);
    const apis = Array.from({ length: 10 }, (_, index) => `  published private api Api${index}@1.0 {\n    endpoint: "https://backend.example/${index}"\n    offers Gold@1.0\n    offers Free@1.0\n    policy BasicAuthentication { realm: "a", staticIdentity: { identities: [{ username: "u", password: pw }] } }\n  }`);
    const plans = ['Gold', 'Free'].map((name, index) => `  locked plan ${name}@1.0 {\n    policy RateLimiting { limit: ${1000 * (index + 1)}, granularity: Client, period: Day }\n  }`);
    writeFileSync(join(folder, 'provider.apim'), `organization Provider {\n${[...plans, ...apis].join('\n')}\n}\nsecret parameter pw\n`);
    for (let first = 0; first < clients; first += 100) {
        const declarations = Array.from({ length: Math.min(100, clients - first) }, (_, index) => {
            const contracts = [0, 3, 6].map(step => `    contract Provider/Api${(index + step) % 10}@1.0 via ${step === 0 ? 'Gold' : 'Free'}`);
            return `  client Client${first + index}@1.0 {\n${contracts.join('\n')}\n  }`;
        });
        writeFileSync(join(folder, `consumer${first / 100}.apim`), `organization Consumer${first / 100} {\n${declarations.join('\n')}\n}\n`);
    }
}
