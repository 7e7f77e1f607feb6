import type { SignIn } from '../../../language-server/protocol.ts';

/** A call of an API as a client makes it. */
export interface ApiCall { url: string; signIns: readonly SignIn[] }

/** How a call is written in one language. Without a key the code takes it from the environment: what is copied can be kept. */
export interface CallExample { id: string; label: string; code(call: ApiCall, key?: string): string }

/** What the code takes from its environment. */
export const keyVariable = 'APIM_KEY';
const [userVariable, passwordVariable, tokenVariable] = ['API_USER', 'API_PASSWORD', 'TOKEN'];

export const callExamples: readonly CallExample[] = [
    {
        id: 'curl', label: 'curl', code: ({ url, signIns }, key) => [
            `curl ${inShell(url)}`, `-H ${key === undefined ? `"X-API-Key: $${keyVariable}"` : inShell(`X-API-Key: ${key}`)}`,
            // Without a password curl asks for it, and no history of a shell remembers it.
            ...signIns.map(signIn => (signIn.scheme === 'basic' ? `-u ${signIn.user === undefined ? `"$${userVariable}"` : inShell(signIn.user)}` : `-H "Authorization: Bearer $${tokenVariable}"`))
        ].join(' \\\n  ')
    },
    {
        id: 'javascript', label: 'JavaScript (fetch)', code: ({ url, signIns }, key) => [
            `const response = await fetch(${JSON.stringify(url)}, {`, '  headers: {', `    "X-API-Key": ${literalOr(key, `process.env.${keyVariable}`)},`,
            ...signIns.map(signIn => (signIn.scheme === 'basic'
                ? `    Authorization: "Basic " + btoa(${signIn.user === undefined ? `process.env.${userVariable} + ":"` : JSON.stringify(`${signIn.user}:`)} + process.env.${passwordVariable}),`
                : `    Authorization: "Bearer " + process.env.${tokenVariable},`)),
            '  },', '});', 'console.log(response.status, await response.text());'
        ].join('\n')
    },
    {
        id: 'python', label: 'Python (requests)', code: ({ url, signIns }, key) => {
            const bearer = signIns.some(({ scheme }) => scheme === 'bearer');
            const basic = signIns.find(signIn => signIn.scheme === 'basic');
            const variable = (name: string) => `os.environ["${name}"]`;
            return [
                ...key === undefined || signIns.length > 0 ? ['import os'] : [], 'import requests', '', 'response = requests.get(', `    ${JSON.stringify(url)},`, '    headers={',
                `        "X-API-Key": ${literalOr(key, variable(keyVariable))},`, ...bearer ? [`        "Authorization": f"Bearer {os.environ['${tokenVariable}']}",`] : [], '    },',
                ...basic ? [`    auth=(${literalOr(basic.user, variable(userVariable))}, ${variable(passwordVariable)}),`] : [], ')', 'print(response.status_code, response.text)'
            ].join('\n');
        }
    },
    {
        id: 'java', label: 'Java (HttpClient)', code: ({ url, signIns }, key) => {
            const variable = (name: string) => `System.getenv("${name}")`;
            const basic = signIns.find(signIn => signIn.scheme === 'basic');
            return [
                'import java.net.URI;', 'import java.net.http.HttpClient;', 'import java.net.http.HttpRequest;', 'import java.net.http.HttpResponse.BodyHandlers;',
                ...basic ? ['import java.util.Base64;'] : [], '',
                ...basic ? [`var user = ${literalOr(basic.user, variable(userVariable))} + ":" + ${variable(passwordVariable)};`] : [],
                `var request = HttpRequest.newBuilder(URI.create(${JSON.stringify(url)}))`, `    .header("X-API-Key", ${literalOr(key, variable(keyVariable))})`,
                ...signIns.map(({ scheme }) => (scheme === 'basic' ? '    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes()))'
                    : `    .header("Authorization", "Bearer " + ${variable(tokenVariable)})`)),
                '    .build();', 'var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());', 'System.out.println(response.statusCode() + " " + response.body());'
            ].join('\n');
        }
    },
    {
        id: 'powershell', label: 'PowerShell', code: ({ url, signIns }, key) => {
            const basic = signIns.find(signIn => signIn.scheme === 'basic');
            const headers = [
                `"X-API-Key" = ${key === undefined ? `$env:${keyVariable}` : inPowerShell(key)}`,
                ...signIns.some(({ scheme }) => scheme === 'bearer') ? [`Authorization = "Bearer $env:${tokenVariable}"`] : []
            ];
            // PowerShell sends a password in clear only when it is told so.
            const credential = basic ? ` -Authentication Basic -Credential (Get-Credential ${basic.user === undefined ? `$env:${userVariable}` : inPowerShell(basic.user)})${url.startsWith('https:') ? '' : ' -AllowUnencryptedAuthentication'}` : '';
            return `Invoke-WebRequest ${inPowerShell(url)} -Headers @{ ${headers.join('; ')} }${credential}`;
        }
    }
];

/** A text as JavaScript, Python and Java write it, or where the environment has it. */
function literalOr(text: string | undefined, otherwise: string): string {
    return text === undefined ? otherwise : JSON.stringify(text);
}

function inShell(text: string): string {
    return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function inPowerShell(text: string): string {
    return `'${text.replaceAll("'", "''")}'`;
}
