import { rootCertificates } from 'node:tls';
import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici';
import { isThisMachine } from './address.ts';
import type { TlsSettings } from './world.ts';

/** One dispatcher for each way to connect: directly or through a proxy, with the certificates of a gateway. */
export class Connections {
    readonly #environment: Readonly<Record<string, string | undefined>>;
    readonly #dispatchers = new Map<string, Dispatcher>();

    constructor(environment: Readonly<Record<string, string | undefined>>) {
        this.#environment = environment;
    }

    to(url: string, tls: TlsSettings | undefined): Dispatcher {
        const isDirect = isThisMachine(url);
        const { ca, certificate, key, passphrase } = tls ?? {};
        const way = JSON.stringify([isDirect, ca, certificate, key?.reveal(), passphrase?.reveal()]);
        const dispatcher = this.#dispatchers.get(way) ?? this.#open(isDirect, tls);
        this.#dispatchers.set(way, dispatcher);
        return dispatcher;
    }

    async close(): Promise<void> {
        await Promise.all([...this.#dispatchers.values()].map(dispatcher => dispatcher.destroy()));
    }

    #open(isDirect: boolean, tls: TlsSettings | undefined): Dispatcher {
        const certificates = {
            ...(tls?.ca === undefined ? {} : { ca: [...rootCertificates, tls.ca] }), ...(tls?.certificate === undefined ? {} : { cert: tls.certificate }),
            ...(tls?.key === undefined ? {} : { key: tls.key.reveal() }), ...(tls?.passphrase === undefined ? {} : { passphrase: tls.passphrase.reveal() })
        };
        const options = { connections: 20, maxResponseSize: 64 * 1024 * 1024, connect: { timeout: 10_000, ...certificates } };
        const [http, https, none] = ['http_proxy', 'https_proxy', 'no_proxy'].map(name => this.#environment[name] ?? this.#environment[name.toUpperCase()]);
        return isDirect ? new Agent(options)
            : new EnvHttpProxyAgent({ ...options, requestTls: certificates, httpProxy: http ?? '', httpsProxy: https ?? http ?? '', noProxy: none ?? '' });
    }
}
