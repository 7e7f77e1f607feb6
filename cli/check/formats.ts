import { diagnosticsAsJson, diagnosticsText } from '../diagnostics.ts';
import type { Findings } from '../reports/findings.ts';
import type { Shell } from '../shell.ts';

type Print = (findings: Findings, shell: Shell) => string;

/** How findings are printed. What is for services is loaded when it is asked for. */
export const formats = {
    text: async () => ({ checked, found }, shell) => found.length === 0 ? '' : `${diagnosticsText(checked, found, shell.colors.out)}\n\n`,
    json: async () => ({ checked, found }) => `${JSON.stringify(diagnosticsAsJson(checked, found), undefined, 2)}\n`,
    sarif: async () => (await import('../reports/sarif.ts')).asSarif,
    junit: async () => (await import('../reports/junit.ts')).asJunit,
    github: async () => (await import('../reports/github.ts')).asGithub,
    markdown: async () => (await import('../reports/markdown.ts')).asMarkdown
} satisfies Record<string, () => Promise<Print>>;

export type Format = keyof typeof formats;
