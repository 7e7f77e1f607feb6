import { parseDocument } from 'yaml';
import type { ParameterDraft } from './draft.ts';

/** An `apim.yaml` in which environments give a parameter the values that differ from its default. Without such a file there are no environments. */
export function withValues(projectFile: string | undefined, { name, values = {}, default: usual }: ParameterDraft): string | undefined {
    const own = Object.entries(values).filter(([, value]) => value !== '' && value !== usual);
    if (projectFile === undefined || own.length === 0) return projectFile;
    const document = parseDocument(projectFile);
    if (document.errors.length > 0) return projectFile;
    for (const [environment, value] of own) document.setIn(['environments', environment, 'parameters', name], value);
    return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
