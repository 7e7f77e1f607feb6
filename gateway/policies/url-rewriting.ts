import type { HeaderList } from '../header-list.ts';
import type { PolicyType } from './policy.ts';
import { regexOption, replacementOption } from './regex-option.ts';
import { urlRewritingStream } from './url-rewriting-stream.ts';

/** Apiman's URLRewritingPolicy: replaces in the path and the headers of a request, in the headers of an answer, and in the URLs of its body. */
export const urlRewriting: PolicyType = (options, { regexes }) => {
    const regex = regexOption(options, 'fromRegex');
    const replacement = replacementOption(options, 'toReplacement', regex);
    const changesPath = options.flag('processRequestUrl') ?? false;
    const changesRequestHeaders = options.flag('processRequestHeaders') ?? false;
    const changesResponseHeaders = options.flag('processResponseHeaders') ?? false;
    const changesBody = options.flag('processResponseBody') ?? false;

    async function rewriteHeaders({ raw }: HeaderList): Promise<void> {
        const values = await regexes.replace(regex, raw.filter((_, at) => at % 2 === 1), replacement, 'all');
        values.forEach((value, at) => raw[at * 2 + 1] = value);
    }

    return {
        ...((changesPath || changesRequestHeaders) && {
            async request(call) {
                if (changesPath && call.destination !== null) {
                    [call.destination = null] = await regexes.replace(regex, [call.destination], replacement, 'all');
                }
                if (changesRequestHeaders) await rewriteHeaders(call.headers);
                return undefined;
            },
        }),
        ...((changesResponseHeaders || changesBody) && {
            async response(_call, answer) {
                if (changesResponseHeaders) await rewriteHeaders(answer.headers);
                if (changesBody) answer.headers.remove('Content-Length');
                return undefined;
            },
        }),
        ...(changesBody && { body: () => urlRewritingStream(urls => regexes.replace(regex, urls, replacement, 'first')) }),
    };
};
