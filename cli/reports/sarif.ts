import { createHash } from 'node:crypto';
import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { Diagnostic } from '../../language/project.ts';
import { ruleOf, rules, type RuleId } from '../../language/rules.ts';
import { placeOf, type Findings } from './findings.ts';

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/** What is reported and has no row in the rule table. */
const otherRules: Record<string, string> = {
    syntax: 'The file cannot be parsed.',
    encoding: 'The file is not UTF-8.'
};

/** SARIF 2.1.0, for code scanning. Rules are described from the rule table, so that a reader needs nothing else. */
export function asSarif({ checked, found, fileOf }: Findings): string {
    const ids = [...new Set(found.map(({ diagnostic: { code } }) => code))].sort();
    const seen = new Map<string, number>();
    const results = found.map(({ uri, diagnostic }): Result => {
        const { code, severity, message, related } = diagnostic;
        const essence = JSON.stringify([code, checked.relative(uri), message]);
        const occurrence = seen.get(essence) ?? 0;
        seen.set(essence, occurrence + 1);
        return {
            ruleId: code, ruleIndex: ids.indexOf(code), level: levels[severity], message: { text: message },
            locations: [locationOf(fileOf(uri), diagnostic)],
            ...(related.length === 0 ? {} : { relatedLocations: related.map((place, id) => ({ id, ...locationOf(fileOf(place.uri), place), message: { text: place.message } })) }),
            partialFingerprints: { 'apimFinding/v1': fingerprint(essence, occurrence) }
        };
    });
    const log: Log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0',
        runs: [{
            tool: { driver: { name: 'apim', rules: ids.map(descriptorOf) } },
            columnKind: 'utf16CodeUnits', originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
            results
        }]
    };
    return `${JSON.stringify(log, undefined, 2)}\n`;
}

function locationOf(file: string, place: Pick<Diagnostic, 'range'>): Location {
    return { physicalLocation: { artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' }, region: placeOf(place) } };
}

/** A finding stays the same one where lines move; the same sentence twice in a file is told apart by its order. Made of what is printed anyway. */
function fingerprint(essence: string, occurrence: number): string {
    return createHash('sha256').update(`${essence}#${occurrence}`).digest('hex').slice(0, 32);
}

function descriptorOf(id: string): ReportingDescriptor {
    if (!Object.hasOwn(rules, id)) {
        const text = otherRules[id] ?? id;
        return { id, shortDescription: { text }, fullDescription: { text }, help: { text }, defaultConfiguration: { level: 'error' } };
    }
    const { message, why, severity, bad, good } = ruleOf(id as RuleId);
    const example = (title: string, given: typeof bad) => typeof given === 'string' ? `\n\n${title}\n\n\`\`\`apim\n${given.trimEnd()}\n\`\`\`` : '';
    return {
        id, name: id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
        shortDescription: { text: message.replace('{hint}', '') }, fullDescription: { text: why },
        help: { text: why, markdown: `${why}${example('Reported:', bad)}${example('Not reported:', good)}` },
        defaultConfiguration: { level: levels[severity] }
    };
}
