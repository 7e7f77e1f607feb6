import { NotificationType, RequestType } from 'vscode-jsonrpc';
import { ApiKeyRequest } from './clients.ts';
import { ImportedSecretsRequest } from './importing.ts';

/** Asks for a secret: SecretStorage first, then a prompt. `undefined` when the user gave none. */
export const SecretRequest = new RequestType<SecretQuestion, { value: string | undefined }, void>('apim/secret');

/** The API keys that were kept when clients were retired, by client: for those among `clients` that have none at the gateway. */
export const KeptKeysRequest = new RequestType<{ project: string; environment: string; clients: string[] }, { keys: Record<string, string> }, void>('apim/keptKeys');

/** A stored secret was refused by the gateway: it must be forgotten, so that the next attempt asks. */
export const SecretRefusedNotification = new NotificationType<SecretQuestion>('apim/secretRefused');

/** What these carry is written into no log. */
export const messagesWithSecrets: readonly { method: string }[] = [SecretRequest, KeptKeysRequest, ApiKeyRequest, ImportedSecretsRequest];

export interface SecretQuestion {
    kind: 'gateway-password' | 'secret-parameter' | 'key-passphrase' | 'caller-token';
    project: string;
    environment: string;
    /** Name of the secret parameter, the user name at the gateway (`token` for a token), the path of the key, or the API that is called. */
    name: string;
    /** Where the secret is sent: origin of the gateway, or of each of several. A secret that was stored for another origin is not handed out. */
    origin: string;
}
