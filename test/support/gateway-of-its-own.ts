import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayProgram } from '../../cli/gateway-program.ts';
import { startLocalGateway, stopLocalGateway } from '../../registration/local-gateway.ts';
import { realWorld } from '../../registration/world.ts';
import { Workplace } from './apim.ts';

/** A gateway that belongs to no project: one that somebody else runs. */
export interface GatewayPlace { url: string; username: string; password: string; stop(): Promise<void> }

export async function startGatewayOfItsOwn(): Promise<GatewayPlace> {
    const world = realWorld();
    const home = new Workplace({});
    const started = await startLocalGateway({ project: home.folder, command: gatewayProgram(), environment: process.env, world, ports: { port: 0, apiPort: 0 } });
    assert.ok(started.ok, JSON.stringify(started));
    const { url, credentials } = started.value.target;
    assert.ok(credentials?.type === 'basic' && credentials.password);
    return {
        url, username: credentials.username, password: credentials.password.reveal(),
        stop: async () => {
            await stopLocalGateway(home.folder, world);
            await world.close();
            home.remove();
        }
    };
}

/** The `apim.yaml` of a project whose only environment is this gateway, with the rules of the sample. */
export function projectFileFor({ url, username }: GatewayPlace): string {
    const [settings] = readFileSync(join(import.meta.dirname, '../../samples/shop/apim.yaml'), 'utf8').split(/^environments:/m);
    return `${settings}environments:\n  test:\n    gateways:\n      - url: ${url}\n        auth: { type: basic, username: ${username} }\ndefaultEnvironment: test\n`;
}

/** A project for this gateway: samples/shop, or one with these files. */
export function workplaceAt(gateway: GatewayPlace, files?: Record<string, string>): Workplace {
    const place = new Workplace(files);
    place.write({ 'apim.yaml': projectFileFor(gateway) });
    place.environment['APIM_PASSWORD_TEST'] = gateway.password;
    return place;
}

/** samples/shop, registered there. */
export async function registerShop(gateway: GatewayPlace, secret: string): Promise<Workplace> {
    const origin = workplaceAt(gateway);
    origin.environment['APIM_SECRET_SHOPPASSWORD'] = secret;
    assert.equal((await origin.apim('register', '--yes')).exit, 0, origin.printed);
    return origin;
}
