/**
 * What people write out of the habits of other languages, by what stands in front of the place on its line and from it on, with what to write instead.
 * The first that fits is said, in place of what the parser expected.
 */
const habits: [before: RegExp, from: RegExp, message: string][] = [
    [/[:=]\s*https?$/, /^:/, 'A URL stands in quotes: "https://…".'],
    [/[:=]\s*[a-z]+$/, /^:?\/\//, 'A URL stands in quotes: "https://…".'],
    [/^[^`]*`[^`]+\s+$/, /^[\w-]/, 'A name in backticks ends with one: `my app`.'],
    [/""$/, /^"/, 'This text is never closed: it ends with """.'],
    [/:\s*"[^"]*",\s*$/, /^"/, 'A list stands in brackets: [a, b].'],
    [/:\s*$/, /^\(/, 'A list stands in brackets: [a, b].'],
    [/:\s*\{\s*$/, /^["'\w.-]+\s*[,}]/, 'A list stands in brackets: [a, b].'],
    [/:\s*$/, /^[|>]/, 'A text of several lines stands between """ and """.'],
    [/[\w.-]$/, /^\.[\w.]*"/, 'A quote is missing in front of it, or at the end of a text on its line.'],
    [/"[^"]*"[^\s,]+\s*$/, /^"/, 'A quote inside a text is written \\".'],
    [/(organization\s+\S+|@[\w.-]+)\s+"[^"]*"\s+$/, /^"/, 'One title is enough.'],
    [/'[^']*[,\s]\w+:\s*'$/, /^/, "The text in front of it took the next quote for its end: a ' is missing there."],
    [/:\s*\d+\s+[A-Za-z]+$/, /^/, 'A unit stands directly behind its number: 10MB.'],
    [/:\s*\d+\s+$/, /^[A-Za-z]+\b/, 'A unit stands directly behind its number: 10MB.'],
    [/:\s*\d+\s*$/, /^\//, 'Values stand alone: there is no arithmetic here.'],
    [/\d+\.\d+$/, /^\.\d/, 'An address stands in quotes: "10.0.0.1".'],
    [/@\d+$/, /^,\d/, 'A version has dots: Orders@1.0.'],
    [/@[\w.-]+$/, /^@/, 'One version is enough.'],
    [/\d[\s,]$/, /^\d{3}\b/, 'Numbers are written without separators: 10000.'],
    [/(,|\[|\{)\s*$/, /^,/, 'There is nothing that this comma could separate.'],
    [/:$/, /^:/, 'One colon is enough.'],
    [/(^|[{,])\s*$/, /^"[\w.-]+"\s*:/, 'Names of attributes and options stand without quotes.'],
    [/\[[^\]]*$/, /^\}/, "The list in front of it is never closed: a ']' is missing."],
    [/(@[\w.-]+|(organization|policy)\s+\S+)\s*$/, /^[[(]/, 'Members stand in braces: { … }.'],
    [/(organization\s+\S+|(plan|api|client)\s+\S+@[\w.-]+)(\s+\w+)?\s*$/, /^[:=,]?\s*"/, 'A title stands directly behind the name: plan Gold@1.0 "Gold".'],
    [/(policy\s+\S+|(plan|api|client)\s+\S+@[\w.-]+)\s*$/, /^[:=]/, 'Braces stand directly behind it: { … }.'],
    [/organization\s+[\w-]+\s*$/, /^@?\d[\w.]*\s*(\{|$)/, 'An organization has no version.'],
    [/(organization\s+\S+|(plan|api|client)\s+\S+@[\w.-]+)\s+$/, /^['`\w]/, 'A title stands in double quotes: "…".'],
    [/(plan|api|client)\s+\S+@[\w.-]+\s+([\w.-]+\s+)+$/, /^[\w.-]+[^:"{]*"?\s*\{/, 'A title stands in double quotes: "…".'],
    [/^\s*[A-Z]\w*\s*$/, /^\{/, 'A policy begins with its word: policy RateLimiting { … }.'],
    [/^\s*organization(\s+\S+)?\s*$/, /^[:=]/, 'An organization is written with its members in braces: organization Acme { … }.'],
    [/^\s*(contract|offers|member|policy|use)\s*$/, /^:/, 'Only attributes and options have a colon; this is a member of its own.'],
    [/^\s*offers\s+$/, /^\[/, 'Each offer is a member of its own: offers Gold@1.0.'],
    [/offers\s+\S+$/, /^,/, 'Each offer is a member of its own: offers Gold@1.0.'],
    [/(via|offers|use)\s+\S+$/, /^,\s*$/, 'Members need no comma: a line break is enough.'],
    [/via\s+\S+$/, /^,/, 'A contract has one plan.'],
    [/contract\s+$/, /^api\b/, "The API stands directly behind 'contract': contract Acme/Orders@1.0 via Gold."],
    [/(plan|api|client)\s+[\w.-]+$/, /^\//, 'Its organization is the one around it: client Mobile@1.0.'],
    [/offers\s+$/, /^plan\b/, "The plan stands directly behind 'offers': offers Gold@1.0."],
    [/(plans|offers):\s*\[?[^\]]*$/, /^@/, 'Each offer is a member of its own: offers Gold@1.0.'],
    [/(^|\s)(organization|plan|api|client|contract|offers|member|policy|parameter)\s+$/, /^(organization|plan|api|client|contract|offers|policy|parameter)\s+["\w`]/, 'Two words begin this: one is enough.'],
    [/(^|[{}])\s*$/, /^use\s+policy\b/, "A policy is written without 'use': policy RateLimiting { … }."],
    [/contract\s+[\w.-]+\s+$/, /^via\s+\S+\//, 'The API stands in front, the plan behind it: contract Acme/Orders@1.0 via Gold.'],
    [/via\s+\S+$/, /^\//, 'The plan is one of the organization of the API: via Gold.'],
    [/via\s+$/, /^plan\b/, "The plan stands directly behind 'via': via Gold."],
    [/^\s*[\w.-]+$/, /^\/[\w.-]+@/, 'A contract begins with its word: contract Acme/Orders@1.0 via Gold.'],
    [/^\s*contracts:\s*/, /^\//, 'Each contract is a member of its own: contract Acme/Orders@1.0 via Gold.'],
    [/offers\s+\S+\s+(for\s+)?$/, /^(approv|with|for|\w+\/)/, "An approval is written 'with approval', or 'with approval for Organization/Client@1.0'."],
    [/offers\s+\S+\s+with\s+$/, /^/, "An approval is written 'with approval', or 'with approval for Organization/Client@1.0'."],
    [/\bas\s+\w+\s+(and|or)\s+$/, /^\w/, 'Roles are separated by commas: as viewer, editor.'],
    [/member\s+$/, /^[\w']/, 'The user of a member stands in double quotes: member "anna@shop.example" as editor.'],
    [/^\s*secret\s+$/, /^\w/, "A secret is written 'secret parameter name'."],
    [/^\s*$/, /^(import|include)\b/, 'There are no imports: every name is visible in the whole project.'],
    [/parameter\s+[^\s:]+\s*:\s*\w+\s*$/, /^[:"]/, "The value of a parameter stands behind '=': parameter host: url = \"https://…\"."],
    [/parameter\s+[^\s:]+\s*=\s*\w+\s*$/, /^"/, "The type of a parameter stands in front of its value: parameter host: url = \"https://…\"."],
    [/parameter\s+\S+\s+$/, /^\w/, 'The type of a parameter stands behind a colon: parameter host: url.'],
    [/\(\d+$/, /^-/, 'A range is written with two dots: 1..10.'],
    [/:\s*\w+$/, /^\?/, "The '?' of an option that may be left out stands behind its name: mode?: string."],
    [/\w$/, /^\?/, "Only the options of a policy type have a '?'."],
    [/:\s*\w+\s*,\s*$/, /^\w+\s*$/, "Choices are separated by '|': low | high."],
    [/:\s*[A-Za-z]+\s+$/, /^[A-Za-z]+\s*$/, 'A text of several words stands in quotes.'],
    [/:\s*[A-Za-z]+(\s+[A-Za-z]+)+\s*$/, /^\w/, 'A text of several words stands in quotes.'],
    [/^\s*$/, /^"[^"]*"\s*\{/, 'A title stands behind a name: plan Gold@1.0 "Gold".'],
    [/^\s*[\w.-]+$/, /^@[\w.-]+\s*("[^"]*"\s*)?\{/, 'A declaration begins with its word: plan Gold@1.0, api Orders@1.0, client Mobile@1.0.'],
    [/^\s*$/, /^\{/, 'Braces stand behind a name: organization Acme { … }.'],
    [/[\w.-]$/, /^`/, 'A name in backticks begins with one: `2go`.'],
    [/^\s*$/, /^@/, 'A version stands directly behind a name: Orders@1.0.'],
    [/^\s*[\w.-]+$/, /^:\s*\S/, 'The word in front of it was taken for what is missing above.']
];

/** What is meant at a place of a text, where a habit of other languages explains it: by its line, as far as that was read with it. */
export function habitAt(text: string, offset: number, { from: begin, to: end }: { from: number; to: number }): string | undefined {
    const line = text.slice(begin, end), at = offset - begin;
    const lineStart = line.lastIndexOf('\n', at - 1) + 1;
    const lineEnd = line.indexOf('\n', at);
    const before = line.slice(lineStart, at), from = line.slice(at, lineEnd < 0 ? line.length : lineEnd);
    return habits.find(([left, right]) => left.test(before) && right.test(from))?.[2];
}
