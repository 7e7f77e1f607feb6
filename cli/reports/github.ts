import type { FileDiagnostic } from '../diagnostics.ts';
import { placeOf, type Findings } from './findings.ts';

const commands = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

/** What a workflow command is about; GitHub shows it at the line of the file. */
export interface Annotation { level: 'error' | 'warning' | 'notice'; title: string; message: string; file?: string; line?: number; col?: number; endLine?: number; endColumn?: number }

/** Workflow commands of GitHub Actions, a line a finding. */
export function asGithub({ found, fileOf }: Findings): string {
    return found.map(one => annotation(annotationOf(one, fileOf))).join('');
}

/** `::error file=a.apim,line=3,title=…::message` */
export function annotation({ level, message, ...properties }: Annotation): string {
    const list = Object.entries(properties).map(([key, value]) => `${key}=${inProperty(String(value))}`);
    return `::${level} ${list.join(',')}::${inMessage(message)}\n`;
}

function annotationOf({ uri, diagnostic }: FileDiagnostic, fileOf: Findings['fileOf']): Annotation {
    const { severity, message, code, related } = diagnostic;
    const { startLine: line, startColumn: col, endLine, endColumn } = placeOf(diagnostic);
    const places = related.map(other => `${fileOf(other.uri)}:${placeOf(other).startLine}: ${other.message}`);
    return {
        // Columns make sense to GitHub within one line only.
        file: fileOf(uri), line, ...(line === endLine ? { col, endLine, endColumn } : { endLine }), title: code, level: commands[severity], message: [message, ...places].join('\n')
    };
}

function inMessage(text: string): string {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function inProperty(text: string): string {
    return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
