/** The words that a report may repeat from the log: ours and Node's. Whatever else stands there may be a name, a host or a path, and is left out. */
export interface Vocabulary { commands: readonly string[] }

const errors = ['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'ResponseError', 'AggregateError'];
const codes = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EACCES', 'EPERM', 'EEXIST', 'EADDRINUSE', 'EMFILE', 'ENOSPC', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_WORKER_OUT_OF_MEMORY'];
/** The programs that ship with the extension; a line of a stack that is in one of them holds nothing of the user's. */
const programs = ['extension.cjs', 'extension.js', 'server.mjs', 'server-program.cjs', 'server.js', 'gateway.mjs', 'apim.cjs', 'apim-check.cjs', 'apim-check-anew.cjs', 'apim-program.cjs'];

/**
 * The end of the log with everything left out that was not written by us beforehand: of each line its time, its level and the words of the
 * vocabulary, of each stack the places in our own programs. Nothing is masked by searching for it: what is not known does not get through.
 */
export function logExtract(log: string, { commands }: Vocabulary, most = 60): string[] {
    const known = new Set([...commands, ...errors, ...codes]);
    return log.split(/\r?\n/).flatMap(line => entryOf(line, known) ?? frameOf(line) ?? []).slice(-most);
}

function entryOf(line: string, known: ReadonlySet<string>): string[] | undefined {
    const [, time, level, text] = /^\d{4}-\d\d-\d\d (\d\d:\d\d:\d\d)\.\d+ \[(trace|debug|info|warning|error)\] (.*)$/.exec(line) ?? [];
    if (time === undefined || level === undefined || text === undefined) return undefined;
    const kept = text.split(/[^\w.]+/).filter(word => known.has(word));
    return [[time, level, ...kept, '…'].join(' ')];
}

function frameOf(line: string): string[] | undefined {
    const [, file, row, column] = /^\s+at .*?([\w-]+\.(?:cjs|mjs|js)):(\d+):(\d+)\)?$/.exec(line) ?? [];
    return file !== undefined && programs.includes(file) ? [`    at ${file}:${row}:${column}`] : undefined;
}
