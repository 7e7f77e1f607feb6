import { CodeActionKind, type CodeAction, type Diagnostic as ShownDiagnostic, type TextEdit } from 'vscode-languageserver-protocol';
import type { Range } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import type { RuleId } from '../../language/rules.ts';
import { fixApprovalUnknownClient } from '../fixes/approval-unknown-client.ts';
import { fixAuthorizationOrder } from '../fixes/authorization-order.ts';
import { fixCachingBeforeAuth } from '../fixes/caching-before-auth.ts';
import { fixCachingPostNeedsPayload } from '../fixes/caching-post-needs-payload.ts';
import { fixCaseMismatch } from '../fixes/case-mismatch.ts';
import { fixContractPlanNotOffered } from '../fixes/contract-plan-not-offered.ts';
import { fixContractPlanUnlocked } from '../fixes/contract-plan-unlocked.ts';
import { fixContractToOlderVersion } from '../fixes/contract-to-older-version.ts';
import { fixCorsBehindAuthentication } from '../fixes/cors-behind-authentication.ts';
import { fixCorsOnPrivateApi } from '../fixes/cors-on-private-api.ts';
import { fixDefinitionMissing } from '../fixes/definition-missing.ts';
import { fixDeleteRegisteredClient } from '../fixes/delete-registered-client.ts';
import { fixDuplicateTitle } from '../fixes/duplicate-title.ts';
import { fixIllegalApiTransition } from '../fixes/illegal-api-transition.ts';
import { fixInvalidName } from '../fixes/invalid-name.ts';
import { fixMissingDescription } from '../fixes/missing-description.ts';
import { fixPlanNotLocked } from '../fixes/plan-not-locked.ts';
import { fixPlanUnlock } from '../fixes/plan-unlock.ts';
import { fixPluginVersionsDiffer } from '../fixes/plugin-versions-differ.ts';
import { fixRetiredApiRevived } from '../fixes/retired-api-revived.ts';
import { fixRetiredClientContract } from '../fixes/retired-client-contract.ts';
import { fixSecretInClear } from '../fixes/secret-in-clear.ts';
import { fixSyntax } from '../fixes/syntax.ts';
import { fixTypeChangedWhileLive } from '../fixes/type-changed-while-live.ts';
import { fixUnknownAttribute } from '../fixes/unknown-attribute.ts';
import { fixUnknownOption } from '../fixes/unknown-option.ts';
import { fixUnknownPlaceholder } from '../fixes/unknown-placeholder.ts';
import { fixUnknownPolicy } from '../fixes/unknown-policy.ts';
import { fixUnknownSuppression } from '../fixes/unknown-suppression.ts';
import { fixUnresolvedReference } from '../fixes/unresolved-reference.ts';
import { fixUnusedParameter } from '../fixes/unused-parameter.ts';
import { replaceByMeant, type Edit, type Fixer } from './fix.ts';
import { refactorings } from './refactorings.ts';
import { simpleFixer, simpleRules } from './simple-fixes.ts';

/** What `editor.codeActionsOnSave` asks for. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.apim`;

/** The rules that have fixes of their own. A syntax error is not in the rule table, and has one all the same. */
export const fixers: Partial<Record<RuleId | 'syntax', Fixer>> = {
    'approval-unknown-client': fixApprovalUnknownClient,
    'authorization-order': fixAuthorizationOrder,
    'caching-before-auth': fixCachingBeforeAuth,
    'caching-post-needs-payload': fixCachingPostNeedsPayload,
    'case-mismatch': fixCaseMismatch,
    'contract-plan-not-offered': fixContractPlanNotOffered,
    'contract-plan-unlocked': fixContractPlanUnlocked,
    'contract-to-older-version': fixContractToOlderVersion,
    'cors-behind-authentication': fixCorsBehindAuthentication,
    'cors-on-private-api': fixCorsOnPrivateApi,
    'definition-missing': fixDefinitionMissing,
    'delete-registered-client': fixDeleteRegisteredClient,
    'duplicate-title': fixDuplicateTitle,
    'illegal-api-transition': fixIllegalApiTransition,
    'invalid-name': fixInvalidName,
    'missing-description': fixMissingDescription,
    'plan-not-locked': fixPlanNotLocked,
    'plan-unlock': fixPlanUnlock,
    'plugin-versions-differ': fixPluginVersionsDiffer,
    'retired-api-revived': fixRetiredApiRevived,
    'retired-client-contract': fixRetiredClientContract,
    'secret-in-clear': fixSecretInClear,
    'syntax': fixSyntax,
    'type-changed-while-live': fixTypeChangedWhileLive,
    'unknown-attribute': fixUnknownAttribute,
    'unknown-option': fixUnknownOption,
    'unknown-placeholder': fixUnknownPlaceholder,
    'unknown-policy': fixUnknownPolicy,
    'unknown-suppression': fixUnknownSuppression,
    'unresolved-reference': fixUnresolvedReference,
    'unused-parameter': fixUnusedParameter
};

/**
 * Quick fixes for what is wrong within a range, and what else can be made of what stands there. `shown` are the diagnostics that the editor sent along: an action carries the one that it fixes.
 * Every other rule whose finding knows what was meant has the fix that writes that.
 */
export function codeActions(project: Project, uri: string, range: Range, shown: readonly ShownDiagnostic[] = [], only: readonly string[] = []): CodeAction[] {
    if (only.some(kind => kind.startsWith('source'))) return only.some(kind => fixAllKind.startsWith(kind)) ? fixAll(project, uri) : [];
    return [...quickFixes(project, uri, range, shown), ...refactorings(project, uri, range).map(({ title, edits }) => ({ title, kind: CodeActionKind.RefactorExtract, edit: { changes: byFile(edits) } }))];
}

/** Of every finding in a file the fix that most likely is meant; where two of them touch the same text, the first. */
function fixAll(project: Project, uri: string): CodeAction[] {
    const taken: Edit[] = [];
    for (const diagnostic of project.diagnostics(uri)) {
        const fix = fixerOf(diagnostic.code)({ project, uri, diagnostic }).find(({ preferred }) => preferred);
        if (fix && !fix.edits.some(edit => taken.some(other => other.uri === edit.uri && touches(other.range, edit.range)))) taken.push(...fix.edits);
    }
    return taken.length === 0 ? [] : [{ title: 'Fix all that has one remedy', kind: fixAllKind, edit: { changes: byFile(taken) } }];
}

/** The fixes of a rule: its own, one of the table, or the text that was meant. */
function fixerOf(code: string): Fixer {
    return fixers[code as RuleId | 'syntax'] ?? simpleFixer(code as RuleId) ?? replaceByMeant;
}

/** Rules that have a fix wherever one can be worked out. */
export function hasFix(rule: RuleId): boolean {
    return rule in fixers || simpleRules.includes(rule);
}

function quickFixes(project: Project, uri: string, range: Range, shown: readonly ShownDiagnostic[]): CodeAction[] {
    return project.diagnostics(uri).filter(diagnostic => touches(diagnostic.range, range)).flatMap(diagnostic => {
        const fixed = shown.filter(({ code, range: place }) => code === diagnostic.code && !isBefore(place.start, diagnostic.range.start) && !isBefore(diagnostic.range.start, place.start));
        return fixerOf(diagnostic.code)({ project, uri, diagnostic }).map(({ title, edits, preferred }): CodeAction => ({
            title, kind: CodeActionKind.QuickFix, edit: { changes: byFile(edits) }, ...(preferred ? { isPreferred: true } : {}), ...(fixed.length > 0 ? { diagnostics: fixed } : {})
        }));
    });
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
