import type { ServerResponse } from 'node:http';
import type { PolicyFailure } from './call.ts';

/** Answers an engine error in Apiman's form: `X-Gateway-Error` and the same text in the body. */
export function writeEngineError(response: ServerResponse, status: number, message: string, xml: boolean): void {
    const body = xml
        ? `${xmlHead}<engineErrorResponse><message>${escapeXml(message)}</message><responseCode>${status}</responseCode></engineErrorResponse>`
        : JSON.stringify({ responseCode: status, message });
    write(response, status, ['X-Gateway-Error', headerValue(message)], body, xml);
}

/** Answers a policy's failure in Apiman's form. */
export function writePolicyFailure(response: ServerResponse, failure: PolicyFailure, xml: boolean): void {
    const headers = [
        'X-Policy-Failure-Type', failure.type,
        'X-Policy-Failure-Message', headerValue(failure.message),
        'X-Policy-Failure-Code', String(failure.code),
    ];
    for (const [name, value] of Object.entries(failure.headers)) headers.push(name, headerValue(value));
    const { type, code: failureCode, message } = failure;
    const status = failure.status >= 300 ? failure.status : statusOfType[type];
    // A chosen status that cannot be one is still told in the body, as on Apiman.
    const responseCode = failure.status || status;
    // The empty `headers` is Apiman's: its XML never lists them.
    const body = xml
        ? `${xmlHead}<policyFailure><failureCode>${failureCode}</failureCode><headers/><message>${escapeXml(message)}</message>`
            + `<responseCode>${responseCode}</responseCode><type>${type}</type></policyFailure>`
        : JSON.stringify({ type, failureCode, responseCode, message, headers: failure.headers });
    write(response, status, headers, body, xml);
}

const statusOfType = { Authentication: 401, Authorization: 403, NotFound: 404, Other: 500 };

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

function write(response: ServerResponse, status: number, headers: string[], body: string, xml: boolean): void {
    const bytes = Buffer.from(body);
    headers.push('Content-Type', xml ? 'application/xml' : 'application/json', 'Content-Length', String(bytes.length));
    response.writeHead(status, headers);
    response.end(bytes);
}

function escapeXml(text: string): string {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A header cannot carry everything that a message can; the body has it unchanged. */
function headerValue(text: string): string {
    return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');
}
