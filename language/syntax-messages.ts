import { AbstractParserErrorMessageProvider } from 'langium';
import { told, type Explanation } from './explanation.ts';
import { hintAt, nearest, suggestion } from './suggestion.ts';

type Options<M extends keyof AbstractParserErrorMessageProvider> = Parameters<AbstractParserErrorMessageProvider[M]>[0];
type Token = Options<'buildMismatchTokenMessage'>['actual'];
type TokenType = Options<'buildMismatchTokenMessage'>['expected'];

/** Says in the words of the language what the parser missed, and what stands there instead. */
export class ApimSyntaxMessages extends AbstractParserErrorMessageProvider {
    override buildMismatchTokenMessage({ expected, actual, previous, ruleName }: Options<'buildMismatchTokenMessage'>): string {
        if (expected.name === 'EOF') return this.buildNotAllInputParsedMessage({ firstRedundant: actual, ruleName });
        const rule = plainName(ruleName);
        if (expected.name === ':' && rule === 'Property') return told(actual, propertyMessage(previous.image, actual));
        if (expected.name === 'via' && (wordsForVia.includes(actual.image.toLowerCase()) || suggestion(actual.image, ['via']) !== '')) return `A contract says 'via' and a plan, not '${actual.image}'.`;
        if (expected.name === 'VERSION' && adjectives.includes(previous.image)) return `'${previous.image}' stands in front: ${previous.image} ${rule.toLowerCase()} ${actual.image}@1.0.`;
        if (expected.name === '}') return told(actual, closingMessage(rule, actual, previous));
        if (expected.name === ']') return "The list in front of it is never closed: a ']' is missing.";
        if (expected.name === 'type' && rule === 'PolicyType') return `'policy' stands in the braces of ${places['policy']}.${suggestion(`policy ${actual.image}`, ['policy type'])}`;
        return `${needs[`${rule} ${expected.name}`] ?? `Expected ${words(expected)}`}, ${found(actual)}.`;
    }

    override buildNotAllInputParsedMessage({ firstRedundant }: Options<'buildNotAllInputParsedMessage'>): string {
        if (firstRedundant.image === '}') return "This '}' closes nothing.";
        if (Object.hasOwn(places, firstRedundant.image)) return `'${firstRedundant.image}' stands in the braces of ${places[firstRedundant.image]}.`;
        return told(firstRedundant, misspeltKeyword(firstRedundant.image) ?? `Expected organization, parameter, policies or policy type, ${found(firstRedundant)}.`);
    }

    override buildNoViableAltMessage({ expectedPathsPerAlt, actual, previous, ruleName }: Options<'buildNoViableAltMessage'>): string {
        const [next] = actual;
        if (!next) return 'Something is missing here.';
        const rule = plainName(ruleName);
        if (rule === 'Name' || rule === 'Word') return nameMessage(next, previous);
        const capital = rule === 'Value' && next.startLine === previous.endLine ? capitals.get(next.image) : undefined;
        if (capital !== undefined) return told(next, { message: `'${next.image}' is a word of the language and no value.${hintAt(capital)}`, word: next.image, meant: capital });
        if (rule === 'Value') return `A value is missing behind '${previous.image}', ${found(next)}.`;
        const noun = actual.find(({ image }) => !adjectives.includes(image));
        const misspelt = noun && noun !== next && noun.startLine === next.startLine ? misspeltKeyword(noun.image) : undefined;
        if (misspelt !== undefined) return told(next, misspelt);
        if (next.image === 'locked' && noun?.tokenType.name === 'NAME') return `A plan begins with its word: locked plan ${noun.image}@1.0.`;
        if (adjectives.includes(next.image)) return `'${next.image}' cannot stand here: an API is written 'published private api', a plan 'locked plan', a client 'retired client'.`;
        const known = alternatives[rule];
        if (known) return `Expected ${known}, ${found(next)}.`;
        const first = new Set(expectedPathsPerAlt.flatMap(paths => paths.flatMap(([token]) => token ? [words(token)] : [])));
        return `Expected ${[...first].slice(0, 5).join(', ')}, ${found(next)}.`;
    }

    override buildEarlyExitMessage({ actual }: Options<'buildEarlyExitMessage'>): string {
        return actual[0] ? `Something is missing in front of ${image(actual[0])}.` : 'Something is missing here.';
    }
}

/** What a declaration lacks where a certain token was expected. */
const needs: Record<string, string> = {
    'Contract via': "A contract needs 'via' and a plan",
    'Plan VERSION': 'A plan needs a version such as @1.0 directly behind its name',
    'Api VERSION': 'An API needs a version such as @1.0 directly behind its name',
    'Client VERSION': 'A client needs a version such as @1.0 directly behind its name',
    'QualifiedReference VERSION': 'A reference needs a version, as in Orders@1.0',
    'Offer approval': "Expected 'approval' behind 'with'",
    'Member as': "A member needs 'as' and a role: viewer, editor or manager",
    'Property :': "Expected ':' and a value",
    'OptionType :': "Expected ':' and a type",
    'PolicySet {': 'A policy set needs its policies in braces'
};

const alternatives: Record<string, string> = {
    Document: 'organization, parameter, policies or policy type',
    Organization: 'a member of an organization: plan, api, client, member, policies or an attribute',
    Plan: 'a member of a plan: policy, use or an attribute',
    Api: 'a member of an API: offers, policy, use or an attribute',
    Client: 'a member of a client: contract, policy, use or an attribute',
    PolicySet: 'policy or use',
    Role: 'a role: viewer, editor or manager',
    Value: 'a value',
    Type: 'a type',
    ChoiceType: 'a type',
    Choice: 'a type'
};

const tokenWords: Record<string, string> = {
    VERSION: 'a version such as @1.0', NAME: 'a name', QUOTED_NAME: 'a name', STRING: 'a text in quotes', RAW: 'a text in quotes', TEXT: 'a text in quotes',
    NUMBER: 'a number', QUANTITY: 'a quantity', EOF: 'the end of the file'
};

/** The words that begin a declaration: as a name they stand in backticks. */
export const reserved = ['organization', 'plan', 'api', 'client', 'contract', 'offers', 'member', 'policy', 'parameter'];

/** Values that are called as words of the language are but for their case. */
const capitals = new Map([['client', 'Client'], ['api', 'Api']]);

/** Langium marks the names of its rules with an invisible character. What an organization says of itself is called as that of others. */
function plainName(ruleName: string): string {
    return ruleName.replace('\u200B', '').replace(/^Own(?=Property|Value)/, '');
}

function words({ name }: TokenType): string {
    return tokenWords[name] ?? `'${name}'`;
}

function found(token: Token): string {
    return token.image === '' ? 'but the file ends here' : `found ${image(token)}`;
}

function image(token: Token): string {
    return `'${token.image.length > 30 ? `${token.image.slice(0, 30)}…` : token.image}'`;
}

/** The words in front of a declaration: a name as well, but not as the value of an attribute of an organization, below which a declaration may stand. */
export const adjectives = ['published', 'retired', 'public', 'private', 'locked', 'secret'];

function nameMessage(token: Token, previous: Token): string {
    if (/^["'].+["']$/.test(token.image)) return `A name stands without quotes: ${token.image.slice(1, -1)}.`;
    if (reserved.includes(token.image) && token.startLine !== previous.endLine) return `A name is missing behind '${previous.image}'.`;
    if (/^[0-9]/.test(token.image)) return `A name that begins with a digit stands in backticks: \`${token.image}\`.`;
    if (reserved.includes(token.image)) return `Expected a name, found the word '${token.image}'; as a name it stands in backticks: \`${token.image}\`.`;
    return previous.image === '' ? `Expected a name, ${found(token)}.` : `A name is missing behind '${previous.image}', ${found(token)}.`;
}

/** Where what begins with a word belongs. */
const places: Record<string, string> = {
    plan: 'an organization', api: 'an organization', client: 'an organization', member: 'an organization', contract: 'a client', offers: 'an API',
    policy: 'a plan, an API, a client or a policy set', use: 'a plan, an API, a client or a policy set', published: 'an organization', retired: 'an organization', locked: 'an organization',
    public: 'an organization', private: 'an organization'
};
const wordsForVia = ['via', 'with', 'through', 'using', 'by', 'on', 'over'];
/** Words that people write for ours, where they begin something. */
const synonyms: Record<string, string[]> = {
    client: ['application', 'app', 'consumer'], organization: ['org', 'organisation', 'company', 'tenant'], parameter: ['param', 'variable', 'var'],
    api: ['service'], contract: ['subscription', 'consumes'], plan: ['tier'], offers: ['offer', 'offered']
};
const owners: Record<string, string> = { Organization: 'an organization', Plan: 'a plan', Api: 'an API', Client: 'a client', PolicySet: 'a policy set', Policy: 'a policy', Contract: 'a contract', ObjectValue: 'an object' };

/** `name value`: a misspelt word of the language, or an attribute without its colon. */
function propertyMessage(name: string, actual: Token): Explanation | string {
    if (actual.image === '=') return `An attribute is written with a colon: '${name}: …'.`;
    if (name === 'policies') return 'A set of policies is declared outside of organizations, and named here: use Limits.';
    const keyword = misspeltKeyword(name);
    if (keyword !== undefined && !/^["'[{]/.test(actual.image)) return keyword;
    if (['import', 'include', 'using'].includes(name)) return 'There are no imports: every name is visible in the whole project.';
    if (name === 'draft' || name === 'created') return { message: `'${name}' begins no declaration: an API without an adjective is a draft.`, word: name };
    return keyword ?? `Expected ':' and a value behind '${name}', ${found(actual)}.`;
}

/** What stands where a brace should close. */
function closingMessage(rule: string, actual: Token, previous: Token): Explanation | string {
    const owner = owners[rule] ?? 'this';
    if (Object.hasOwn(places, actual.image) || ['organization', 'parameter', 'policies'].includes(actual.image)) {
        const place = Object.hasOwn(places, actual.image) ? `stands in the braces of ${places[actual.image]}, not of` : 'cannot stand in';
        // What has no place as deep as in an organization stands deeper, not less deep.
        const isDeeper = rule === 'Organization' && Object.hasOwn(places, actual.image) && places[actual.image] !== owner;
        const why = !isDeeper ? ": is a '}' missing in front of it?" : previous.image === '}' ? ": is a '}' too many in front of it?" : '.';
        return `'${actual.image}' ${place} ${owner}${why}`;
    }
    if (actual.image === ',') return 'There is nothing that this comma could separate.';
    const known = alternatives[rule];
    return misspeltKeyword(actual.image) ?? `Expected ${known ?? `'}'`}, ${found(actual)}.`;
}

/** A word that is nearly one that begins a declaration, or means one. */
function misspeltKeyword(word: string): Explanation | string | undefined {
    if (reserved.includes(word) || !/^\w/.test(word)) return undefined;
    if (Object.hasOwn(places, word)) return `'${word}' stands in the braces of ${places[word]}: is a '}' missing in front of it?`;
    const synonym = Object.entries(synonyms).find(([, words]) => words.includes(word.toLowerCase()))?.[0];
    const meant = synonym ?? nearest(word, [...reserved, ...adjectives, 'policies', 'use']);
    return meant === undefined ? undefined : { message: `'${word}' begins no declaration.${hintAt(meant)}`, word, meant };
}
