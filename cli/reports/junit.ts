import { placeOf, type Findings } from './findings.ts';

/** JUnit's XML, as build servers read it: a suite a file, a case a finding. Errors fail; what is less is said in a case that passes. */
export function asJunit({ checked, found, fileOf }: Findings): string {
    const byFile = Map.groupBy(found, ({ uri }) => uri);
    const suites = [...new Set([...byFile.keys(), ...checked.project.files.keys()])].sort().map(uri => {
        const file = fileOf(uri);
        const own = byFile.get(uri) ?? [];
        const failures = own.filter(({ diagnostic }) => diagnostic.severity === 'error').length;
        const cases = own.map(({ diagnostic }) => {
            const { code, severity, message } = diagnostic;
            const { startLine, startColumn } = placeOf(diagnostic);
            const text = `${file}:${startLine}:${startColumn}: ${severity}: ${message} [${code}]`;
            const content = severity === 'error' ? element('failure', { message, type: code }, escaped(text)) : element('system-out', {}, escaped(text));
            return element('testcase', { name: `${code} ${startLine}:${startColumn}`, classname: file, file, line: startLine, time: 0 }, content);
        });
        const all = cases.length > 0 ? cases : [element('testcase', { name: 'no problems', classname: file, file, time: 0 })];
        return { tests: all.length, failures, text: element('testsuite', { name: file, tests: all.length, failures, errors: 0, skipped: 0, time: 0 }, `\n${all.join('\n')}\n`) };
    });
    const sum = (key: 'tests' | 'failures') => suites.reduce((all, suite) => all + suite[key], 0);
    const report = element('testsuites', { name: 'apim check', tests: sum('tests'), failures: sum('failures'), errors: 0, time: 0 }, `\n${suites.map(({ text }) => text).join('\n')}\n`);
    return `<?xml version="1.0" encoding="UTF-8"?>\n${report}\n`;
}

function element(name: string, attributes: Record<string, string | number>, content?: string): string {
    const start = `${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join('')}`;
    return content === undefined ? `<${start}/>` : `<${start}>${content}</${name}>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': '&#9;', '\r': '&#13;' };

/** XML has no place for control characters and half characters, not even as entities. */
export function escaped(text: string): string {
    // oxlint-disable-next-line no-control-regex
    return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD').replaceAll(/[&<>"\n\t\r]/g, character => entities[character] ?? character);
}
