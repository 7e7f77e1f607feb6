import { isRecord } from './normal-form.ts';
import { Sealed } from './sealed.ts';

/** The document of a headless gateway as it was found in a file; it may hold keys and secrets, so it is sealed. */
export function readDocument(text: string): Sealed<{ apis: unknown[]; clients: unknown[] }> | { problem: string } {
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch {
        return { problem: 'it is not JSON' };
    }
    if (!isRecord(json) || !Array.isArray(json['apis']) || !Array.isArray(json['clients'])) {
        return { problem: 'it has no lists "apis" and "clients"' };
    }
    return new Sealed({ apis: json['apis'], clients: json['clients'] });
}
