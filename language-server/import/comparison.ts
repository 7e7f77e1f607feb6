import type { FoundDocument } from '../../compiler/decompile/gateway-beans.ts';
import type { GatewayDocument } from '../../compiler/gateway-document.ts';
import type { GatewayJson } from '../../registration/gateway-client.ts';
import { canonicalText, isRecord, normalApi, normalClient } from '../../registration/normal-form.ts';

/** Keys of those among `elements` that a registration would change, as it compares: null counts as it stands. */
export function differingEntities(found: FoundDocument, compiled: GatewayDocument, elements: readonly string[]): string[] {
    const normal = (document: FoundDocument) => new Map<string, string>([
        ...document.apis.filter(isJson).map(bean => [`api:${keyOf(bean, 'apiId')}`, canonicalText(normalApi(bean))] as const),
        ...document.clients.filter(isJson).map(bean => [`client:${keyOf(bean, 'clientId')}`, canonicalText(normalClient(bean))] as const)
    ]);
    const [before, after] = [normal(found), normal(compiled)];
    return elements.filter(element => before.has(element) && before.get(element) !== after.get(element)).map(element => element.slice(element.indexOf(':') + 1));
}

function keyOf(bean: GatewayJson, name: 'apiId' | 'clientId'): string {
    return `${String(bean['organizationId'])}/${String(bean[name])}@${String(bean['version'])}`;
}

function isJson(bean: unknown): bean is GatewayJson {
    return isRecord(bean);
}
