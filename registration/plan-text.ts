import { impactText } from './impact.ts';
import type { Change, OperationKind, PlannedOperation, RegistrationPlan } from './operation.ts';

const verbs: Record<OperationKind, string> = { publish: 'Publish', register: 'Register', unregister: 'Unregister', retire: 'Retire' };

/** A plan for people, in Markdown: what would be done, with each difference, and what would not. Holds no secret. */
export function planAsMarkdown(plan: RegistrationPlan): string {
    const severalGateways = new Set(plan.operations.map(({ gateway }) => gateway)).size > 1;
    return [
        `# Registration in ${plan.environment}`,
        plan.operations.length === 0 ? 'Nothing to do: the gateway holds what is declared.' : plan.operations.map(one => operationText(one, severalGateways)).join('\n'),
        ...section('Not registered', plan.skipped.map(({ entity, message }) => `- ${code(entity)}: ${message}`)),
        ...section('Who is affected', plan.impact.map(one => `- ${impactText(one)}`)),
        ...section('Warnings', plan.warnings.map(({ message }) => `- ${message}`)),
        ...section('Secret parameters without a value', plan.missingSecrets.map(({ name, usedBy }) => `- ${code(name)}, used by ${usedBy.join(', ')}`)),
        ...section('No longer declared', plan.prunable.map(({ entity }) => `- ${code(entity)} stays at the gateway unless it is pruned.`)),
        ...section('API keys that the gateway has lost', plan.lostKeys.map(({ client }) => `- ${code(client)}`)),
        `${plan.unchanged} unchanged.${plan.comparison === 'two-way' && plan.operations.some(({ reason }) => reason !== 'new') ? ' Source and gateway were compared; there is no record, so who made a difference is not known.' : ''}`
    ].join('\n\n') + '\n';
}

function operationText({ kind, entity, gateway, reason, changes }: PlannedOperation, withGateway: boolean): string {
    const why = reason === 'changed' ? '' : ` (${{ 'new': 'new', 'gateway-changed': `${changes.length === 0 ? 'removed' : 'changed'} at the gateway`, 'gone': 'no longer declared' }[reason]})`;
    return [`- **${verbs[kind]}** ${code(entity)}${withGateway ? ` at ${gateway}` : ''}${why}`, ...changes.map(change => `  - ${changeText(change)}`)].join('\n');
}

function changeText({ path, before, after, by }: Change): string {
    const who = by === 'gateway' ? ', by somebody at the gateway' : by === 'both' ? ', here and at the gateway' : '';
    return `${code(path)}: ${before === undefined ? 'added' : code(JSON.stringify(before))}${after === undefined ? ' is taken away' : ` → ${code(JSON.stringify(after))}`}${who}`;
}

function section(title: string, lines: string[]): string[] {
    return lines.length === 0 ? [] : [`## ${title}\n\n${lines.join('\n')}`];
}

/** A text that holds backticks itself needs a longer fence. */
function code(text: string): string {
    const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return longest === 0 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}
