import { t } from '@vscode/l10n';
import { impactText } from './impact.ts';
import type { Change, OperationKind, OperationReason, PlannedOperation, RegistrationPlan } from './operation.ts';

const verbs: Record<OperationKind, () => string> = { publish: () => t('Publish'), register: () => t('Register'), unregister: () => t('Unregister'), retire: () => t('Retire') };

/** A plan for people, in Markdown: what would be done, with each difference, and what would not. Holds no secret. */
export function planAsMarkdown(plan: RegistrationPlan): string {
    const severalGateways = new Set(plan.operations.map(({ gateway }) => gateway)).size > 1;
    return [
        `# ${t('Registration in {0}', plan.environment)}`,
        plan.operations.length === 0 ? t('Nothing to do: the gateway holds what is declared.') : plan.operations.map(one => operationText(one, severalGateways)).join('\n'),
        ...section(t('Not registered'), plan.skipped.map(({ entity, message }) => `- ${code(entity)}: ${message}`)),
        ...section(t('Who is affected'), plan.impact.map(one => `- ${impactText(one)}`)),
        ...section(t('Warnings'), plan.warnings.map(({ message }) => `- ${message}`)),
        ...section(t('Secret parameters without a value'), plan.missingSecrets.map(({ name, usedBy }) => `- ${t('{0}, used by {1}', code(name), usedBy.join(', '))}`)),
        ...section(t('No longer declared'), plan.prunable.map(({ entity }) => `- ${t('{0} stays at the gateway unless it is pruned.', code(entity))}`)),
        ...section(t('API keys that the gateway has lost'), plan.lostKeys.map(({ client }) => `- ${code(client)}`)),
        [t('{0} unchanged.', plan.unchanged), ...isBlind(plan) ? [t('Source and gateway were compared; there is no record, so who made a difference is not known.')] : []].join(' ')
    ].join('\n\n') + '\n';
}

function operationText({ kind, entity, gateway, reason, changes }: PlannedOperation, withGateway: boolean): string {
    const why = reasonText(reason, changes);
    const what = `**${verbs[kind]()}** ${withGateway ? t('{0} at {1}', code(entity), gateway) : code(entity)}`;
    return [`- ${what}${why === '' ? '' : ` (${why})`}`, ...changes.map(change => `  - ${changeText(change)}`)].join('\n');
}

function reasonText(reason: OperationReason, changes: readonly Change[]): string {
    switch (reason) {
        case 'changed': return '';
        case 'new': return t('new');
        case 'gone': return t('no longer declared');
        case 'gateway-changed': return changes.length === 0 ? t('removed at the gateway') : t('changed at the gateway');
    }
}

function changeText({ path, before, after, by }: Change): string {
    const from = before === undefined ? t('added') : code(JSON.stringify(before));
    const what = after === undefined ? t('{0} is taken away', from) : `${from} → ${code(JSON.stringify(after))}`;
    return `${code(path)}: ${by === 'gateway' ? t('{0}, by somebody at the gateway', what) : by === 'both' ? t('{0}, here and at the gateway', what) : what}`;
}

/** Nobody knows who made a difference. */
function isBlind({ comparison, operations }: RegistrationPlan): boolean {
    return comparison === 'two-way' && operations.some(({ reason }) => reason !== 'new');
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
