import { t } from '@vscode/l10n';
import { keyOf, type Attribute, type Declaration, type PolicyEntry } from '../../language/declarations.ts';
import { planName } from '../../language/policy-chain.ts';
import type { Project } from '../../language/project.ts';
import { builtInParameters } from '../../language/project-settings.ts';
import type { Entry } from '../../language/entry.ts';
import { documentationOf } from '../../language/type-extraction.ts';
import { printOption, printType } from '../../language/type-description.ts';
import { describePolicy, inCode } from './hover-contract.ts';
import type { NameAt } from './name-at.ts';
import { printValue } from './printed-value.ts';

/** Paragraphs on the declaration that a name stands for; none where nothing is declared. */
export function describeName(project: Project, { kind, key }: NameAt): string[] {
    const entries = project.index.entries(kind, key);
    const [entry] = entries;
    if (entry) return [code(header(entry.declaration)), ...documentation(entries), ...details(project, entry.declaration)];
    const shipped = kind === 'policy-type' ? project.view.policyType(key) : undefined;
    if (shipped) return [code(header(shipped)), ...details(project, shipped), t('Ships with apim.')];
    const builtIn = kind === 'parameter' ? builtInParameters[key] : undefined;
    return builtIn === undefined ? [] : [code(`parameter ${key} = "${builtIn}"`), t('Always there; an environment sets the release that its gateways run.'), ...parameterValues(project, key)];
}

export function code(text: string): string {
    return `\`\`\`apim\n${text}\n\`\`\``;
}

function header(declaration: Declaration): string {
    const title = 'title' in declaration && declaration.title !== undefined ? ` "${declaration.title}"` : '';
    switch (declaration.kind) {
        case 'organization': return `organization ${declaration.name}${title}`;
        case 'plan': return `${declaration.locked ? 'locked ' : ''}plan ${keyOf(declaration)}${title}`;
        case 'api': return `${declaration.state === 'draft' ? '' : `${declaration.state} `}${declaration.access} api ${keyOf(declaration)}${title}`;
        case 'client': return `${declaration.retired ? 'retired ' : ''}client ${keyOf(declaration)}${title}`;
        case 'policies': return `policies ${declaration.name}`;
        case 'policy-type': return `policy type ${declaration.name}${title} : ${declaration.category}`;
        case 'parameter': {
            const value = declaration.secret || !declaration.default ? '' : ` = ${printValue(declaration.default)}`;
            return `${declaration.secret ? 'secret ' : ''}parameter ${declaration.name}${declaration.type ? `: ${printType(declaration.type)}` : ''}${value}`;
        }
    }
}

/** Documentation comments and descriptions; those of every block of an organization. */
function documentation(entries: readonly Entry[]): string[] {
    return entries.flatMap(({ declaration, syntax }) => [
        declaration.kind === 'policy-type' ? '' : documentationOf(syntax) ?? '',
        'attributes' in declaration ? textOf(declaration.attributes, 'description') : ''
    ]);
}

function details(project: Project, declaration: Declaration): string[] {
    switch (declaration.kind) {
        case 'organization': return declaration.members.length > 0 ? [t('Members: {0}', declaration.members.map(({ user, roles }) => `${inCode(user)} (${roles.join(', ')})`).join(', '))] : [];
        case 'plan': return [declaration.locked ? t('Locked: APIs can offer it.') : t('Draft: no API can offer it until it is locked.'), policies(project, declaration.policies)];
        case 'api': {
            const endpoint = textOf(declaration.attributes, 'endpoint');
            const consumers = project.index.consumers(keyOf(declaration)).size;
            const offers = declaration.offers.map(({ plan, approval }) => {
                const name = inCode(`${planName(plan)}@${plan.slice(plan.lastIndexOf('@') + 1)}`);
                return approval ? t('{0} (with approval)', name) : name;
            });
            return [
                apiStates[declaration.state](), declaration.state === 'published' ? urls(project, keyOf(declaration)) : '', endpoint && t('Endpoint: {0}', inCode(endpoint)), offers.length > 0 ? t('Offers: {0}', offers.join(', ')) : '', policies(project, declaration.policies),
                declaration.access === 'private' ? consumers === 1 ? t('1 client has a contract with it.') : t('{0} clients have contracts with it.', consumers) : ''
            ];
        }
        case 'client': return [
            declaration.retired ? t('Retired.') : '',
            list(t('Contracts'), declaration.contracts.map(({ api, plan }) => [t('{0} via {1}', inCode(api), inCode(plan)), ...declaration.retired ? [] : callsOf(project, api)].join(' — '))), policies(project, declaration.policies)
        ];
        case 'policies': return [policies(project, declaration.policies)];
        case 'policy-type': return [declaration.documentation ?? '', list(t('Options'), declaration.options.map(option => `\`${printOption(option)}\``)), declaration.authenticates ? t('Refuses callers that it does not know.') : ''];
        case 'parameter': return declaration.secret
            ? [t('Its value stands in no file: it comes from the environment, a prompt or the secret store.')]
            : parameterValues(project, declaration.name);
    }
}

/** Where an API is called in the environment in use. */
function urls(project: Project, api: string): string {
    return callsOf(project, api).map(url => t('Called at {0}', url)).join('  \n');
}

function callsOf(project: Project, api: string): string[] {
    return project.view.managedUrls(api).map(inCode);
}

const apiStates = {
    draft: () => t('Draft: not on the gateway; contracts need a published API.'), published: () => t('Published.'), retired: () => t('Retired: it left the gateway.')
};

/** The values that environments give a parameter, where they differ from its default. */
function parameterValues(project: Project, name: string): string[] {
    const values = project.view.settings.environments.flatMap(({ name: environment, parameters }) => name in parameters ? [`${environment}: \`${parameters[name]}\``] : []);
    return [list(t('Values'), values)];
}

function policies(project: Project, entries: readonly PolicyEntry[]): string {
    return list(t('Policies'), entries.map(entry => entry.kind === 'policy' ? describePolicy(project, entry) : `use ${entry.set}`));
}

/** A list of at most twenty. */
function list(title: string, items: readonly string[]): string {
    if (items.length === 0) return '';
    const more = items.length > 20 ? [`- ${t('… and {0} more', items.length - 20)}`] : [];
    return [`${title}:`, '', ...items.slice(0, 20).map(item => `- ${item}`), ...more].join('\n');
}

function textOf(attributes: readonly Attribute[], key: string): string {
    const value = attributes.find(attribute => attribute.key === key)?.value;
    switch (value?.kind) {
        case 'raw': return value.text;
        case 'template': return value.parts.map(part => typeof part === 'string' ? part : `\${${part.parameter}}`).join('');
        case 'symbol': return value.name;
        default: return '';
    }
}
