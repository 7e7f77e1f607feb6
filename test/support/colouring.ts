import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const root = join(import.meta.dirname, '../..');
const path = join(root, 'extension/syntaxes/apim.tmLanguage.json');

/** The scopes of each character of a text, most general first, as VS Code's own engine gives them. */
export type Colouring = (text: string) => string[][];

export async function loadColouring(): Promise<Colouring> {
    await oniguruma.loadWASM(new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'))).buffer);
    const onigLib = { createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources), createOnigString: (text: string) => new oniguruma.OnigString(text) };
    const registry = new textmate.Registry({
        onigLib: Promise.resolve(onigLib),
        loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(readFileSync(path, 'utf8'), path))
    });
    const grammar = await registry.loadGrammar('source.apim');
    if (!grammar) throw new Error('There is no grammar source.apim.');
    return text => {
        let state = textmate.INITIAL;
        const colours: string[][] = [];
        for (const [line, end] of text.matchAll(/[^\r\n]*(\r\n|[\r\n]|$)/g)) {
            const content = line.slice(0, line.length - (end?.length ?? 0));
            const { tokens, ruleStack } = grammar.tokenizeLine(content, state);
            state = ruleStack;
            // A token that reaches to the end takes the end of the line with it.
            for (const token of tokens) for (let index = token.startIndex; index < Math.min(token.endIndex, content.length); index++) colours.push(token.scopes);
            for (let index = 0; index < (end?.length ?? 0); index++) colours.push([]);
        }
        return colours;
    };
}
