import { t } from '@vscode/l10n';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { milliseconds, type Gateway, type GatewayAuth } from '../../project/project-file.ts';
import type { Credentials } from '../../registration/credentials.ts';
import { fail, secretVariable, succeed, type Result } from '../../registration/failure.ts';
import { findLocalGateway } from '../../registration/local-gateway.ts';
import { Secret } from '../../registration/secret.ts';
import type { GatewayTarget, RegistrationTarget } from '../../registration/target.ts';
import type { TlsSettings } from '../../registration/world.ts';
import type { RegistrationContext, SecretSource } from './registering.ts';

/** The gateways of an environment, with the secrets that they ask for and the certificates that they are known by. */
export async function targetOf({ session, environment, secrets, world }: Omit<RegistrationContext, 'person'>): Promise<Result<RegistrationTarget>> {
    const gateways: GatewayTarget[] = [];
    for (const gateway of environment.gateways) {
        if (gateway === 'local') {
            const found = await findLocalGateway(session.folder, world);
            if (!found.ok) return found;
            gateways.push(found.value.target);
            continue;
        }
        const { url, publicUrl, auth, timeout } = gateway;
        const tls = await tlsOf(gateway, session.folder, environment.name, secrets);
        if (!tls.ok) return tls;
        gateways.push({
            url, local: false, ...(publicUrl === undefined ? {} : { publicUrl }), ...(tls.value ? { tls: tls.value } : {}),
            ...(timeout === undefined ? {} : { timeout: milliseconds(timeout) }),
            ...(auth ? { credentials: await credentialsOf(auth, url, environment.name, secrets) } : {})
        });
    }
    return succeed({ environment: environment.name, gateways });
}

/** The secret of an environment goes to the gateway, or to where its tokens come from. */
async function credentialsOf(auth: GatewayAuth, url: string, environment: string, secrets: SecretSource): Promise<Credentials> {
    const ask = (name: string, address: string) => secrets.gatewayPassword(environment, name, new URL(address).origin);
    switch (auth.type) {
        case 'basic': {
            const password = await ask(auth.username, url);
            return { ...auth, ...(password ? { password } : {}) };
        }
        case 'bearer': {
            const token = await ask('token', url);
            return { type: 'bearer', ...(token ? { token } : {}) };
        }
        case 'oauth2': {
            const { scope, ...rest } = auth;
            const clientSecret = await ask(auth.clientId, auth.tokenUrl);
            return { ...rest, ...(scope === undefined ? {} : { scope }), ...(clientSecret ? { clientSecret } : {}) };
        }
    }
}

async function tlsOf({ tls, url }: Gateway, folder: string, environment: string, secrets: SecretSource): Promise<Result<TlsSettings | undefined>> {
    if (!tls) return succeed(undefined);
    const settings: TlsSettings = {};
    for (const member of ['ca', 'certificate', 'key'] as const) {
        const name = tls[member];
        if (name === undefined) continue;
        const file = path.resolve(folder, name);
        const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
        if (typeof text !== 'string') return fail({ kind: 'tls-file', path: name, why: text.code === 'ENOENT' ? t('there is no such file') : t('it cannot be read ({0})', text.code ?? '') });
        if (!text.includes('-----BEGIN ')) return fail({ kind: 'tls-file', path: name, why: t('it is not in PEM form, which begins with -----BEGIN') });
        if (member === 'key') settings.key = new Secret(text);
        else settings[member] = text;
    }
    if (tls.key !== undefined && settings.key?.reveal().includes('ENCRYPTED')) {
        const passphrase = await secrets.keyPassphrase(environment, tls.key, new URL(url).origin);
        if (!passphrase) return fail({ kind: 'tls-file', path: tls.key, why: t('it is encrypted, and {0} does not say with what', secretVariable('APIM_PASSPHRASE_', environment)) });
        settings.passphrase = passphrase;
    }
    return usable(settings, tls);
}

/** Node's own reading of the files, so that what does not fit is said before anything is sent. */
function usable(settings: TlsSettings, { ca, certificate, key }: NonNullable<Gateway['tls']>): Result<TlsSettings> {
    const { ca: authority, certificate: cert, key: secretKey, passphrase } = settings;
    const attempts: [name: string | undefined, options: Parameters<typeof createSecureContext>[0], why: string][] = [
        [ca, { ca: authority }, t('it holds no certificate of an authority')],
        [certificate, { cert }, t('it holds no certificate')],
        [key, { key: secretKey?.reveal(), passphrase: passphrase?.reveal() }, passphrase ? t('it is no private key, or the passphrase is wrong') : t('it holds no private key')],
        [certificate, { cert, key: secretKey?.reveal(), passphrase: passphrase?.reveal() }, t('the key in {0} is not the one of this certificate', key ?? '')]
    ];
    for (const [name, options, why] of attempts) {
        if (name === undefined) continue;
        try {
            createSecureContext(options);
        } catch {
            return fail({ kind: 'tls-file', path: name, why });
        }
    }
    return succeed(settings);
}
