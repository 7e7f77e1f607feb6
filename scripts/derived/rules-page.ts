import { hasFix } from '../../language-server/features/code-actions.ts';
import type { Example } from '../../language/rule.ts';
import { ruleOf, rules, type RuleId } from '../../language/rules.ts';

/** docs/rules.md: one section a rule, which diagnostics link to. */
export function rulesPage(): string {
    const ids = Object.keys(rules) as RuleId[];
    return [
        '# Rules',
        '',
        'What the language server and `apim check` report. Generated from `language/rules.ts`; do not edit.',
        '',
        'A severity can be changed in `apim.yaml` (`rules: { client-without-contract: off }`), the errors that registration stands on apart (marked *fixed*).',
        'A finding below *error* is suppressed by a comment on the line above: `// apim-ignore client-without-contract: why`.',
        'Two codes have no row here: `syntax`, for what cannot be parsed, and `encoding`, for a file that is not UTF-8.',
        '',
        '| rule | severity | message |',
        '|---|---|---|',
        ...ids.map(id => `| [\`${id}\`](#${id}) | ${severityOf(id)} | ${shown(id).replaceAll('|', '\\|')} |`),
        '',
        ...ids.flatMap(section)
    ].join('\n');
}

function section(id: RuleId): string[] {
    const { why, bad, good } = ruleOf(id);
    return [`## ${id}`, '', `**${severityOf(id)}** – ${shown(id)}`, ...hasFix(id) ? ['', 'The editor has a quick fix.'] : [], '', why, '', 'Reported:', '', ...example(bad), '', 'Not reported:', '', ...example(good), ''];
}

function severityOf(id: RuleId): string {
    const { severity, fixed } = ruleOf(id);
    return fixed && severity === 'error' ? `${severity}, *fixed*` : severity;
}

/** Hints are filled in where there is one; the page shows the sentence without. */
function shown(id: RuleId): string {
    return ruleOf(id).message.replace('{hint}', '');
}

function example(given: Example): string[] {
    const { files, before, live } = typeof given === 'string' ? { files: { 'example.apim': given } } : given;
    const isUnchanged = JSON.stringify(before) === JSON.stringify(files);
    return [
        ...shownFiles(files),
        ...(isUnchanged ? ['', 'Registered last as it is.'] : before ? ['', 'Registered last as:', '', ...shownFiles(before)] : []),
        ...Object.entries(live ?? {}).map(([client, state]) => `…while the gateway holds \`${client}\` ${state === 'changed' ? 'as it was registered before' : 'as it is declared'}.`)
    ];
}

function shownFiles(files: Record<string, string>): string[] {
    return Object.entries(files).flatMap(([name, text]) => [`\`\`\`${name.endsWith('.yaml') ? 'yaml' : 'apim'}`, ...(name.endsWith('.yaml') ? [`# ${name}`] : []), text.trimEnd(), '```']);
}
