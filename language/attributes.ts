import type { OptionDeclaration } from './declarations.ts';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseStrictly } from './generated/strict-parser.ts';
import { optionDeclarations } from './type-extraction.ts';

export type AttributeOwner = 'organization' | 'plan' | 'api' | 'client' | 'contract';

/** The attributes of each declaration, written in the language itself like the options of a policy type. */
const definitions: Record<AttributeOwner, string> = {
    organization: `
        /** What the organization is and offers. */
        description?: string`,
    plan: `
        /** What the plan promises to those who sign up for it. */
        description?: string`,
    api: `
        /** URL of the implementation: where the gateway forwards requests to. */
        endpoint?: url
        /** What the API does, for those who look for one. */
        description?: string
        /** Protocol of the implementation. */
        type: rest | soap = rest
        /** Format of the bodies, and of the gateway's own error bodies. */
        content: json | xml = json
        /** OpenAPI or WSDL file of the API: a path relative to this file, or a URL. */
        definition?: string
        /** Stateful request payload inspection: the gateway reads the body, so that policies can. */
        inspectPayload: boolean = false
        /** Disables request keys stripping: the API key is forwarded to the implementation. For public APIs only. */
        keepKeys: boolean = false
        /** How the gateway proves to the implementation who it is. */
        backend?: {
            /** None, user name and password, or a client certificate. */
            security: none | basic | mtls = none
            /** User name at the implementation, with security basic. */
            username?: string
            /** Its password: a secret parameter. */
            password?: secret string
            /** Refuses to send the password over plain HTTP. */
            requireSsl: boolean = true
        }
        /** How long the gateway waits for the implementation. */
        timeouts?: {
            /** Until a connection is there. */
            connect?: milliseconds(1..2147483647)
            /** Until the next bytes of the answer are there. */
            read?: milliseconds(1..2147483647)
        }`,
    client: `
        /** What the client is and who runs it. */
        description?: string`,
    contract: `
        /** What the client uses the API for. */
        description?: string`
};

export type Attributes = Record<AttributeOwner, readonly OptionDeclaration[]>;

/** Reads the definitions: for `npm run generate`, since what follows from them is the same at every start. */
export function readAttributes(): Attributes {
    const read = (definition: string) => {
        const [type] = parseStrictly(TextDocument.create('', 'apim', 0, `policy type Attributes {${definition}\n}`))?.declarations ?? [];
        return optionDeclarations(type?.$type === 'PolicyType' ? type.options : []);
    };
    return {
        organization: read(definitions.organization), plan: read(definitions.plan), api: read(definitions.api),
        client: read(definitions.client), contract: read(definitions.contract)
    };
}
