import { t } from '@vscode/l10n';
import { CodeActionKind, type CodeAction, type Diagnostic as ShownDiagnostic, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { Range } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import type { RuleId } from '../../language/rules.ts';
import { fixAddressRangeUnreliable } from '../fixes/address-range-unreliable.ts';
import { fixApiKeyAsAuthentication } from '../fixes/api-key-as-authentication.ts';
import { fixApprovalUnknownClient } from '../fixes/approval-unknown-client.ts';
import { fixAuthorizationNoRoles } from '../fixes/authorization-no-roles.ts';
import { fixAuthorizationOrder } from '../fixes/authorization-order.ts';
import { fixBasicIdentityCount } from '../fixes/basic-identity-count.ts';
import { fixCachingBeforeAuth } from '../fixes/caching-before-auth.ts';
import { fixCachingPostNeedsPayload } from '../fixes/caching-post-needs-payload.ts';
import { fixCaseMismatch } from '../fixes/case-mismatch.ts';
import { fixContractApiUnpublished } from '../fixes/contract-api-unpublished.ts';
import { fixContractApprovalRequired } from '../fixes/contract-approval-required.ts';
import { fixContractPlanNotOffered } from '../fixes/contract-plan-not-offered.ts';
import { fixContractPlanUnlocked } from '../fixes/contract-plan-unlocked.ts';
import { fixContractPlanVersionMismatch } from '../fixes/contract-plan-version-mismatch.ts';
import { fixContractToOlderVersion } from '../fixes/contract-to-older-version.ts';
import { fixCorsBehindAuthentication } from '../fixes/cors-behind-authentication.ts';
import { fixCorsOnPrivateApi } from '../fixes/cors-on-private-api.ts';
import { fixDefinitionMissing } from '../fixes/definition-missing.ts';
import { fixDeleteRegisteredClient } from '../fixes/delete-registered-client.ts';
import { fixDuplicateTitle } from '../fixes/duplicate-title.ts';
import { fixEndpointPartsDropped } from '../fixes/endpoint-parts-dropped.ts';
import { fixEnvironmentWithoutGateway } from '../fixes/environment-without-gateway.ts';
import { fixGatewayPlaceholder } from '../fixes/gateway-placeholder.ts';
import { fixHeaderValueOnResponse } from '../fixes/header-value-on-response.ts';
import { fixIllegalApiTransition } from '../fixes/illegal-api-transition.ts';
import { fixInsecureBackendBasicAuth } from '../fixes/insecure-backend-basic-auth.ts';
import { fixInvalidEndpoint } from '../fixes/invalid-endpoint.ts';
import { fixInvalidName } from '../fixes/invalid-name.ts';
import { fixMissingDescription } from '../fixes/missing-description.ts';
import { fixMissingOption } from '../fixes/missing-option.ts';
import { fixOptionType } from '../fixes/option-type.ts';
import { fixParameterType } from '../fixes/parameter-type.ts';
import { fixParameterWithoutValue } from '../fixes/parameter-without-value.ts';
import { fixPlanNotLocked } from '../fixes/plan-not-locked.ts';
import { fixPlanUnlock } from '../fixes/plan-unlock.ts';
import { fixPluginVersionsDiffer } from '../fixes/plugin-versions-differ.ts';
import { fixPrivateWithoutPlan } from '../fixes/private-without-plan.ts';
import { fixRetiredApiRevived } from '../fixes/retired-api-revived.ts';
import { fixRetiredClientContract } from '../fixes/retired-client-contract.ts';
import { fixRolesQueryMissing } from '../fixes/roles-query-missing.ts';
import { fixRulesEmpty } from '../fixes/rules-empty.ts';
import { fixSecretInClear } from '../fixes/secret-in-clear.ts';
import { fixSoapWithJson } from '../fixes/soap-with-json.ts';
import { fixTimeWindowEmpty } from '../fixes/time-window-empty.ts';
import { fixTimeoutAboveGlobal } from '../fixes/timeout-above-global.ts';
import { fixTimeoutReadBelowConnect } from '../fixes/timeout-read-below-connect.ts';
import { fixTypeChangedWhileLive } from '../fixes/type-changed-while-live.ts';
import { fixUnitMismatch } from '../fixes/unit-mismatch.ts';
import { fixUnknownAttribute } from '../fixes/unknown-attribute.ts';
import { fixUnknownOption } from '../fixes/unknown-option.ts';
import { fixUnknownPlaceholder } from '../fixes/unknown-placeholder.ts';
import { fixUnknownPolicy } from '../fixes/unknown-policy.ts';
import { fixUnknownSuppression } from '../fixes/unknown-suppression.ts';
import { fixUnknownType } from '../fixes/unknown-type.ts';
import { fixUnresolvedReference } from '../fixes/unresolved-reference.ts';
import { fixUnusedParameter } from '../fixes/unused-parameter.ts';
import { fixUnusedPlan } from '../fixes/unused-plan.ts';
import { replaceByMeant, type Edit, type Fixer } from './fix.ts';
import { refactorings } from './refactorings.ts';
import { simpleFixes } from './simple-fixes.ts';

/** What `editor.codeActionsOnSave` asks for. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.apim`;

/** The rules that have fixes of their own. */
export const fixers: Partial<Record<RuleId, Fixer>> = {
    'address-range-unreliable': fixAddressRangeUnreliable,
    'api-key-as-authentication': fixApiKeyAsAuthentication,
    'approval-unknown-client': fixApprovalUnknownClient,
    'authorization-no-roles': fixAuthorizationNoRoles,
    'authorization-order': fixAuthorizationOrder,
    'backend-security': fixInsecureBackendBasicAuth,
    'basic-identity-count': fixBasicIdentityCount,
    'caching-before-auth': fixCachingBeforeAuth,
    'caching-post-needs-payload': fixCachingPostNeedsPayload,
    'caching-ttl': fixRulesEmpty,
    'case-mismatch': fixCaseMismatch,
    'contract-api-unpublished': fixContractApiUnpublished,
    'contract-approval-required': fixContractApprovalRequired,
    'contract-plan-not-offered': fixContractPlanNotOffered,
    'contract-plan-unlocked': fixContractPlanUnlocked,
    'contract-plan-version-mismatch': fixContractPlanVersionMismatch,
    'contract-to-older-version': fixContractToOlderVersion,
    'cors-behind-authentication': fixCorsBehindAuthentication,
    'cors-on-private-api': fixCorsOnPrivateApi,
    'definition-missing': fixDefinitionMissing,
    'delete-registered-client': fixDeleteRegisteredClient,
    'duplicate-title': fixDuplicateTitle,
    'endpoint-parts-dropped': fixEndpointPartsDropped,
    'environment-without-gateway': fixEnvironmentWithoutGateway,
    'gateway-placeholder': fixGatewayPlaceholder,
    'header-value-on-response': fixHeaderValueOnResponse,
    'illegal-api-transition': fixIllegalApiTransition,
    'insecure-backend-basic-auth': fixInsecureBackendBasicAuth,
    'invalid-endpoint': fixInvalidEndpoint,
    'invalid-name': fixInvalidName,
    'missing-description': fixMissingDescription,
    'missing-option': fixMissingOption,
    'option-type': fixOptionType,
    'parameter-type': fixParameterType,
    'parameter-without-value': fixParameterWithoutValue,
    'plan-not-locked': fixPlanNotLocked,
    'plan-unlock': fixPlanUnlock,
    'plugin-versions-differ': fixPluginVersionsDiffer,
    'private-without-plan': fixPrivateWithoutPlan,
    'retired-api-revived': fixRetiredApiRevived,
    'retired-client-contract': fixRetiredClientContract,
    'roles-query-missing': fixRolesQueryMissing,
    'rules-empty': fixRulesEmpty,
    'secret-in-clear': fixSecretInClear,
    'soap-with-json': fixSoapWithJson,
    'time-window-empty': fixTimeWindowEmpty,
    'timeout-above-global': fixTimeoutAboveGlobal,
    'timeout-read-below-connect': fixTimeoutReadBelowConnect,
    'type-changed-while-live': fixTypeChangedWhileLive,
    'unit-mismatch': fixUnitMismatch,
    'unknown-attribute': fixUnknownAttribute,
    'unknown-option': fixUnknownOption,
    'unknown-placeholder': fixUnknownPlaceholder,
    'unknown-policy': fixUnknownPolicy,
    'unknown-suppression': fixUnknownSuppression,
    'unknown-type': fixUnknownType,
    'unresolved-reference': fixUnresolvedReference,
    'unused-parameter': fixUnusedParameter,
    'unused-plan': fixUnusedPlan
};

/** What an editor asks with: the diagnostics that it shows, the kinds of actions that it wants (default: all), and whether it can make files. */
export interface Asked { shown?: readonly ShownDiagnostic[]; only?: readonly string[]; createsFiles?: boolean }

/**
 * Quick fixes for what is wrong within a range, and what else can be made of what stands there. `shown` are the diagnostics that the editor sent along: an action carries the one that it fixes.
 * Every other rule whose finding knows what was meant has the fix that writes that.
 */
export function codeActions(project: Project, uri: string, range: Range, { shown = [], only = [], createsFiles = false }: Asked = {}): CodeAction[] {
    if (only.some(kind => kind.startsWith('source'))) return only.some(kind => fixAllKind.startsWith(kind)) ? fixAll(project, uri) : [];
    const wanted = (kind: string) => only.length === 0 || only.some(each => kind === each || kind.startsWith(`${each}.`));
    return [
        ...wanted(CodeActionKind.QuickFix) ? quickFixes(project, uri, range, shown) : [],
        ...refactorings(project, uri, range).filter(({ kind, creates }) => wanted(kind) && (createsFiles || creates === undefined)).map(({ title, kind, edits, creates }) => ({ title, kind, edit: creates === undefined ? { changes: byFile(edits) } : creating(creates, edits) }))
    ];
}

/** Edits of which one is the text of a new file. */
function creating(file: string, edits: readonly Edit[]): WorkspaceEdit {
    const changes = Object.entries(byFile(edits)).map(([uri, own]) => ({ textDocument: { uri, version: null }, edits: own }));
    return { documentChanges: [{ kind: 'create', uri: file }, ...changes] };
}

/** Of every finding in a file the fix that most likely is meant; where two of them touch the same text, the first. */
function fixAll(project: Project, uri: string): CodeAction[] {
    const taken: Edit[] = [];
    for (const diagnostic of project.diagnostics(uri)) {
        const fix = fixerOf(diagnostic.code)({ project, uri, diagnostic }).find(({ preferred }) => preferred);
        if (fix && !fix.edits.some(edit => taken.some(other => other.uri === edit.uri && touches(other.range, edit.range)))) taken.push(...fix.edits);
    }
    return taken.length === 0 ? [] : [{ title: t('Fix all that has one remedy'), kind: fixAllKind, edit: { changes: byFile(taken) } }];
}

/** The fixes of a rule: its own, one of the table, or the text that was meant, as for a mistake of form. */
function fixerOf(code: string): Fixer {
    return fixers[code as RuleId] ?? simpleFixes[code as RuleId] ?? replaceByMeant;
}

/** Rules that have a fix wherever one can be worked out. */
export function hasFix(rule: RuleId): boolean {
    return rule in fixers || rule in simpleFixes;
}

function quickFixes(project: Project, uri: string, range: Range, shown: readonly ShownDiagnostic[]): CodeAction[] {
    const actions = project.diagnostics(uri).filter(diagnostic => touches(diagnostic.range, range)).flatMap(diagnostic => {
        const fixed = shown.filter(({ code, range: place }) => code === diagnostic.code && !isBefore(place.start, diagnostic.range.start) && !isBefore(diagnostic.range.start, place.start));
        return fixerOf(diagnostic.code)({ project, uri, diagnostic }).map(({ title, edits, preferred }): CodeAction => ({
            title, kind: CodeActionKind.QuickFix, edit: { changes: byFile(edits) }, ...(preferred ? { isPreferred: true } : {}), ...(fixed.length > 0 ? { diagnostics: fixed } : {})
        }));
    });
    // Several findings may have one remedy.
    return [...new Map(actions.map(action => [JSON.stringify([action.title, action.edit]), action])).values()];
}

function byFile(edits: readonly Edit[]): Record<string, TextEdit[]> {
    const changes: Record<string, TextEdit[]> = {};
    for (const { uri, range, newText } of edits) (changes[uri] ??= []).push({ range, newText });
    return changes;
}

function touches(a: Range, b: Range): boolean {
    return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
    return a.line < b.line || (a.line === b.line && a.character < b.character);
}
