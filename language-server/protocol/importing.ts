import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { ProjectParams } from './places.ts';
import type { SecretQuestion } from './secrets.ts';

/** What stands at the gateways of an environment (the active one where none is named), for choosing what of it is to be imported. Reads, and writes nothing. */
export const FindAtGatewayRequest = new RequestType<ProjectParams & { environment?: string }, FoundAtGateway, void>('apim/findAtGateway');

/** The source that elements (`client:ShopInc/MobileShop@2.1`) of what was found last become, with what they need. Holds no secret; nothing is changed by asking. */
export const ImportRequest = new RequestType<ProjectParams & { elements: string[] }, ImportedFiles, void>('apim/import');

/** The values of the secret parameters of the last import, once. They go into the SecretStorage, after the user said so, and nowhere else. */
export const ImportedSecretsRequest = new RequestType<ProjectParams, { secrets: { question: SecretQuestion; value: string }[] }, void>('apim/importedSecrets');

/** The import has ended, or was cancelled: what was read for it, secrets among it, is forgotten. */
export const ForgetImportNotification = new NotificationType<ProjectParams>('apim/forgetImport');

export interface FoundAtGateway {
    environment: string;
    /** `declared`: in the project already, where it stays as it is. */
    elements: { kind: 'api' | 'client'; key: string; declared: boolean }[];
    /** What could not be read, in sentences. */
    unread: string[];
}

export interface ImportedFiles {
    /** Whole texts; a file without `before` comes into being. */
    files: { uri: string; before?: string; after: string }[];
    /** Elements that are declared in them, plans included, and those that the project has already. */
    imported: string[];
    declared: string[];
    /** What of it is left out as a whole, would be changed by a registration, or is a guess. */
    findings: { kind: 'left-out' | 'differs' | 'note'; entity: string; message: string }[];
    /** Names of the secret parameters whose values stand at the gateway. */
    secrets: string[];
    /** What the language calls an error in it. */
    errors: string[];
}
