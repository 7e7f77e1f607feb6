import { policy } from './rule-examples.ts';
import type { Rule } from './rule.ts';

/** Rules on one policy by itself: what one option demands of another. */
export const policyRules = {
    'user-granularity-header': {
        severity: 'error',
        message: "Granularity 'User' needs the header that carries the user.",
        why: 'Without it the gateway does not know whose call it is, and answers every call with 500.',
        bad: policy('policy RateLimiting { limit: 10, granularity: User, period: Day }'),
        good: policy('policy RateLimiting { limit: 10, granularity: User, period: Day, userHeader: "X-User" }')
    },
    'rewrite-no-target': {
        severity: 'error',
        message: 'Select at least one place where URLs are rewritten.',
        why: 'All four switches are off unless they are set: the policy would run and do nothing.',
        bad: policy("policy UrlRewriting { fromRegex: '/old', toReplacement: '/new' }"),
        good: policy("policy UrlRewriting { fromRegex: '/old', toReplacement: '/new', processRequestUrl: true }")
    },
    'header-empty-policy': {
        severity: 'warning',
        message: 'Simple Header does nothing.',
        why: 'It neither adds nor strips a header.',
        bad: policy('policy SimpleHeader'),
        good: policy('policy SimpleHeader { addHeaders: [{ headerName: "X-Plan", headerValue: "gold" }] }')
    },
    'header-value-on-response': {
        severity: 'error',
        message: 'The gateway cannot copy a header into a response.',
        why: 'With `valueType: Header` the value is taken from the request; for a response Apiman answers with 500.',
        bad: policy('policy SimpleHeader { addHeaders: [{ headerName: "X-Plan", headerValue: "X-Other", valueType: Header, applyTo: Response }] }'),
        good: policy('policy SimpleHeader { addHeaders: [{ headerName: "X-Plan", headerValue: "X-Other", valueType: Header, applyTo: Request }] }')
    },
    'header-env-value': {
        severity: 'info',
        message: 'Only available if configured during system setup.',
        why: 'Environment variables and system properties are those of the gateway; who runs it has to set them.',
        bad: policy('policy SimpleHeader { addHeaders: [{ headerName: "X-Zone", headerValue: "ZONE", valueType: Env }] }'),
        good: policy('policy SimpleHeader { addHeaders: [{ headerName: "X-Zone", headerValue: "eu" }] }')
    },
    'timeout-above-global': {
        severity: 'info',
        message: 'Exceeds the global timeout of the gateway.',
        why: 'The gateway itself gives up after 60 seconds to connect and 120 to read, whatever the policy allows.',
        bad: policy('policy Timeout { timeoutConnect: 90s, timeoutRead: 100s }'),
        good: policy('policy Timeout { timeoutConnect: 5s, timeoutRead: 30s }')
    },
    'timeout-read-below-connect': {
        severity: 'warning',
        message: 'The request timeout is shorter than the connect timeout.',
        why: 'Reading covers the whole request: what takes longer to connect has failed already.',
        bad: policy('policy Timeout { timeoutConnect: 20s, timeoutRead: 10s }'),
        good: policy('policy Timeout { timeoutConnect: 5s, timeoutRead: 30s }')
    }
} as const satisfies Record<string, Rule>;
