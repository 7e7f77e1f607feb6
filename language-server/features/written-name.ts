import { identityOf } from '../../language/declarations.ts';
import { adjectives, reserved } from '../../language/syntax-messages.ts';

/** A name as it is written: in backticks where it could not be read otherwise. */
export function writtenName(name: string): string {
    return /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name) && !quoted.has(name) ? name : `\`${name}\``;
}

/** `api:Acme/Orders` → `Orders` */
export function elementName(element: string): string {
    return element.slice(Math.max(element.indexOf(':'), element.indexOf('/')) + 1);
}

/** `Acme/Orders@1.0` as it is written inside an organization: its own is left out. */
export function writtenKey(key: string, insideOrganization: string | undefined): string {
    const { organization, name, version } = identityOf(key);
    return `${organization === insideOrganization ? '' : `${writtenName(organization)}/`}${writtenName(name)}@${version}`;
}

/** `true` and `false` can be names, but where a value is expected they are the booleans. */
const quoted: ReadonlySet<string> = new Set([...reserved, ...adjectives, 'true', 'false']);
