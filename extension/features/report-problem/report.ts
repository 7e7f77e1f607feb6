import type { ProjectStatistics } from '../../../language-server/protocol.ts';

/** What a report is made of. Names, paths, hosts and the text of anybody's files have no place in it. */
export interface ReportFacts {
    /** In their order: what runs where. */
    versions: Record<string, string>;
    settings: readonly SettingFact[];
    projects: readonly ProjectStatistics[] | undefined;
    /** How often each rule is reported, by its id. */
    findings: Record<string, number>;
    log: readonly string[];
}

/** A setting of ours: how it is declared, and what it is set to. */
export interface SettingFact { name: string; fallback: unknown; value: unknown; choices?: readonly unknown[] | undefined }

/** The report, in Markdown. In English, whatever the window speaks: those who read it do. */
export function reportText({ versions, settings, projects, findings, log }: ReportFacts): string {
    const changed = settings.filter(({ fallback, value }) => JSON.stringify(value) !== JSON.stringify(fallback));
    return [
        '# What happened', '', '<!-- What did you do, what did you expect, and what came instead? -->', '',
        '# Where', '', ...Object.entries(versions).map(([what, version]) => `- ${what}: ${version}`), '',
        '# Settings that differ from their default', '', ...orNone(changed.map(setting => `- \`${setting.name}\`: ${shown(setting)}`)), '',
        '# Projects', '', ...projects === undefined ? ['The language server does not answer.'] : orNone(projects.map(sizesOf)), '',
        '# Findings', '', ...orNone(Object.entries(findings).sort(([a], [b]) => a.localeCompare(b)).map(([rule, count]) => `- \`${rule}\`: ${count}`)), '',
        '# End of the log', '', 'Times, levels, commands and places in the program; what was said is left out.', '',
        '```text', ...log, '```', '',
    ].join('\n');
}

/** What can be chosen from a list, numbers and switches are shown; what was typed may be a name. */
function shown({ value, choices }: SettingFact): string {
    return typeof value === 'number' || typeof value === 'boolean' || choices?.includes(value) ? `\`${JSON.stringify(value)}\`` : 'set';
}

function sizesOf(project: ProjectStatistics): string {
    return `- ${Object.entries(project).map(([what, count]) => `${what.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)} ${count}`).join(', ')}`;
}

function orNone(lines: string[]): string[] {
    return lines.length > 0 ? lines : ['None.'];
}
