import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gatewayEnvironment } from '../../registration/local-gateway.ts';
import { freePort } from '../../test/support/free-port.ts';

export interface Started { child: ChildProcess; url: string; configuration?: string }

/** A gateway that is measured. One that is not configurable knows the key and one limit only. It is called for `warmUp` seconds before anything counts. */
export interface Contestant { name: string; configurable: boolean; warmUp: number; start(backend: string): Promise<Started> }

const password = 'bench-password';

export const [bare, local, apiman] = ['bare Node proxy', 'local gateway', 'Apiman 3.1.3'];

// Java translates for a long time: what it does in its first seconds says nothing.
export const contestants: Contestant[] = [
    { name: bare, configurable: true, warmUp: 10, start: backend => startPrinting('bare-proxy.ts', backend) },
    { name: local, configurable: true, warmUp: 20, start: startLocal },
    { name: 'fast-gateway (npm)', configurable: false, warmUp: 10, start: backend => startPrinting('npm-gateway.ts', backend) },
    ...(process.env['APIMAN_HOME'] ? [{ name: apiman, configurable: true, warmUp: 20, start: startApiman }] : []),
];

/** A program of this folder that prints its address once it serves. */
export async function startPrinting(program: string, ...args: string[]): Promise<Started> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, program), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    return { child, url: await firstLine(child, 'stdout', /^(http\S+)/) };
}

/** The bundled program where there is one: it is what people run. */
async function startLocal(): Promise<Started> {
    const bundle = join(import.meta.dirname, '../../out/gateway.mjs');
    const program = existsSync(bundle) ? bundle : join(import.meta.dirname, '../../gateway/main.ts');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, '--memory', '--port', '0', '--api-port', '0'], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...gatewayEnvironment, ...process.env, APIM_GATEWAY_PASSWORD: password } });
    const [url = '', configuration = ''] = (await firstLine(child, 'stderr', /(gateway=.*)/)).split(' ').map(part => part.replace(/^\w+=/, ''));
    return { child, url, configuration };
}

async function startApiman(): Promise<Started> {
    const [port, apiPort] = [await freePort(), await freePort()];
    const child = spawn(join(process.env['APIMAN_HOME'] ?? '', 'start'), ['--port', `${port}`, '--api-port', `${apiPort}`], { stdio: 'ignore' });
    const configuration = `http://127.0.0.1:${apiPort}`;
    for (let attempt = 0; attempt < 300; attempt++) {
        if (await fetch(`${configuration}/system/status`).then(({ ok }) => ok, () => false)) return { child, url: `http://127.0.0.1:${port}`, configuration };
        await sleep(50);
    }
    child.kill('SIGKILL');
    throw new Error('it does not start');
}

/** One API, and so many clients with one contract each. */
export async function configure(configuration: string, endpoint: string, clients: number, policies: { implementation: string; config: unknown }[]): Promise<void> {
    await put(configuration, '/apis', { organizationId: 'bench', apiId: 'api', version: '1.0', publicAPI: false, endpoint, endpointType: 'rest', endpointContentType: 'json', endpointProperties: {}, parsePayload: false, apiPolicies: [] });
    const beans = policies.map(({ implementation, config }) => ({ policyImpl: implementation.includes(':') ? implementation : `class:io.apiman.gateway.engine.policies.${implementation}`, policyJsonConfig: JSON.stringify(config) }));
    for (let at = 0; at < clients; at++) {
        await put(configuration, '/clients', { organizationId: 'bench', clientId: `c${at}`, version: '1.0', apiKey: `key-${at}`, contracts: [{ apiOrgId: 'bench', apiId: 'api', apiVersion: '1.0', plan: 'p', policies: beans }] });
    }
    await sleep(500);
}

async function put(configuration: string, path: string, body: unknown): Promise<void> {
    for (const secret of [password, 'admin']) {
        const answer = await fetch(`${configuration}${path}`, { method: 'PUT', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', 'Authorization': `Basic ${btoa(`admin:${secret}`)}` } });
        if (answer.status === 204) return;
        if (answer.status !== 401) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    }
    throw new Error(`${path}: the credentials are refused`);
}

function firstLine(child: ChildProcess, stream: 'stdout' | 'stderr', pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
        let text = '';
        child[stream]?.on('data', (chunk: Buffer) => {
            const found = pattern.exec(text += chunk.toString())?.[1];
            if (found !== undefined) resolve(found.trim());
        });
        child.once('exit', code => reject(new Error(`it ended with ${code}: ${text}`)));
    });
}
