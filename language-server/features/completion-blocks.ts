import type { LexerResult } from 'langium';

/** A token of the lexer; comments are none. */
export type Token = LexerResult['tokens'][number];

export type BlockKind =
    | 'document' | 'organization' | 'plan' | 'api' | 'client' | 'contract' | 'policies' | 'policy' | 'policy-type'
    /** A value `{ … }` or `[ … ]`, and a type of that form in a policy type. */
    | 'object' | 'list' | 'object-type' | 'list-type';

/** A block that is open at the cursor, with its own tokens: what is inside inner blocks is left out, their closing bracket excepted. */
export interface Block {
    kind: BlockKind;
    tokens: Token[];
    /** Name and version of what the block belongs to: of the declaration, of the policy type that a policy names. */
    name: string;
    version: string;
    /** The option or attribute whose value the block is. */
    key?: string;
}

/** Reads tokens one after the other and keeps the blocks that are open. A declaration that was not closed ends where the next one begins. */
export class Blocks {
    readonly open: Block[] = [block('document')];

    constructor(organization?: string) {
        if (organization !== undefined) this.open.push({ ...block('organization'), name: organization });
    }

    get innermost(): Block {
        return this.open.at(-1) as Block;
    }

    take(token: Token): void {
        const type = token.tokenType.name;
        const before = this.innermost.tokens.at(-1)?.tokenType.name;
        if (type in holders) this.#leaveUnfinished(type);
        // `policy type` begins at the top level, wherever the text before ended.
        if (type === 'type' && before === 'policy' && this.innermost.kind === 'organization') this.#leave(1);
        if (type === '}' || type === ']') {
            this.#close(type);
            this.innermost.tokens.push(token);
        } else if (type === '{' || type === '[') {
            this.open.push(opened(this.innermost, type));
        } else {
            this.innermost.tokens.push(token);
        }
    }

    #close(type: '}' | ']'): void {
        const brackets = (kind: BlockKind) => kind === 'list' || kind === 'list-type' ? ']' : '}';
        const index = this.open.findLastIndex(({ kind }, at) => at > 0 && brackets(kind) === type);
        const closesList = this.open.slice(index + 1).every(({ kind }) => brackets(kind) === ']');
        if (index > 0 && (type === '}' ? closesList : index === this.open.length - 1)) this.#leave(index);
    }

    #leaveUnfinished(type: string): void {
        const index = this.open.findLastIndex(({ kind }) => holders[type]?.includes(kind));
        if (index >= 0) this.#leave(index + 1);
    }

    #leave(length: number): void {
        this.open.length = Math.max(1, length);
    }
}

/** Where the words that begin a declaration can stand. */
const holders: Record<string, readonly BlockKind[]> = {
    organization: ['document'], parameter: ['document'],
    plan: ['organization'], api: ['organization'], client: ['organization'], member: ['organization'],
    offers: ['api'], contract: ['client'], policy: ['plan', 'api', 'client', 'policies']
};

function block(kind: BlockKind): Block {
    return { kind, tokens: [], name: '', version: '' };
}

/** The block that a bracket opens, told by what stands in front of it. */
function opened({ kind, tokens }: Block, bracket: '{' | '['): Block {
    const last = tokens.at(-1)?.tokenType.name;
    const value = bracket === '{' ? 'object' : 'list';
    const inType = kind === 'policy-type' || kind === 'object-type' || kind === 'list-type';
    if (inType && last !== '=') return block(bracket === '{' ? 'object-type' : 'list-type');
    if (last === ':') return { ...block(value), key: nameOf(tokens.at(-2)) };
    if (bracket === '[' || last === '=' || kind === 'list' || kind === 'object' || kind === 'policy') return block(value);
    const head = tokens.findLastIndex(({ tokenType: { name } }, index) => name in blockKinds && (name !== 'policies' || index === tokens.length - 2));
    const keyword = tokens[head]?.tokenType.name ?? '';
    const isType = keyword === 'policy' && tokens[head + 1]?.tokenType.name === 'type' && tokens.length > head + 2;
    const name = nameOf(tokens[head + (isType ? 2 : 1)]);
    const version = tokens[head + 2]?.tokenType.name === 'VERSION' ? tokens[head + 2]?.image.slice(1) ?? '' : '';
    return { ...block(isType ? 'policy-type' : blockKinds[keyword] ?? 'object'), name, version };
}

const blockKinds: Record<string, BlockKind> = {
    organization: 'organization', plan: 'plan', api: 'api', client: 'client', contract: 'contract', policy: 'policy', policies: 'policies'
};

export function nameOf(token: Token | undefined): string {
    return token?.image.replaceAll('`', '') ?? '';
}
