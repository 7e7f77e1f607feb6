import * as vscode from 'vscode';
import { appearanceFor, type StateAppearance, type Subject } from '../../infrastructure/state-appearance.ts';
import type { Line } from './line-store.ts';
import { decoratedUri } from './state-decorations.ts';

/** How a line looks, what it says, and what menus ask it for. */
export function itemOf(line: Line): vscode.TreeItem {
    const item = new vscode.TreeItem(labelOf(line), {
        none: vscode.TreeItemCollapsibleState.None, open: vscode.TreeItemCollapsibleState.Expanded, closed: vscode.TreeItemCollapsibleState.Collapsed,
    }[line.children]);
    item.contextValue = contextValueOf(line);
    item.description = descriptionOf(line);
    item.iconPath = iconOf(line);
    item.accessibilityInformation = { label: accessibleLabelOf(line) };
    if (line.state && hasBadge(line)) {
        item.resourceUri = decoratedUri(line.id, subjectOf(line), line.state);
    }
    if (line.source) {
        item.command = { command: 'apim.previewDeclaration', title: vscode.l10n.t('Go to Declaration'), arguments: [line] };
    }
    return item;
}

function subjectOf({ kind, entity }: Line): Subject {
    return kind === 'gateway' ? 'gateway' : kind === 'api' || kind === 'api-version' || kind === 'state' && entity === 'api' ? 'api' : 'client';
}

function appearance(line: Line): StateAppearance | undefined {
    return line.state && appearanceFor(subjectOf(line), line.state);
}

/** What stands above versions says how they are only where they are not seen themselves. */
function hasBadge({ kind, children }: Line): boolean {
    return kind !== 'state' && (kind !== 'client' && kind !== 'api' || children === 'closed');
}

function labelOf(line: Line): string {
    if (line.kind === 'state') {
        const label = appearance(line)?.label ?? line.label;
        return label.charAt(0).toUpperCase() + label.slice(1);
    }
    return line.kind === 'gateway' && line.gateway?.local ? vscode.l10n.t('Local gateway') : line.label;
}

/** What `when` clauses of package.json ask for, e.g. `version changed declaredHere`. */
function contextValueOf({ kind, state, source, url, gateway, active }: Line): string {
    return [kind, state, source && 'declaredHere', url && 'hasUrl', gateway?.local && 'local', active && 'active'].filter(word => word !== undefined && word !== false && word !== '').join(' ');
}

function descriptionOf(line: Line): string | undefined {
    return descriptionParts(line).filter(part => part !== undefined && part !== '').join(' · ') || undefined;
}

function descriptionParts(line: Line): (string | undefined)[] {
    const t = vscode.l10n.t;
    const { kind, title, plan, approval, count = 0, waiting = 0, children, access } = line;
    switch (kind) {
        case 'organization': return [title, ...children === 'closed' ? [counted(count), waiting > 0 ? t('{0} to register', waiting) : undefined] : []];
        case 'client': case 'api': return children === 'closed' ? [count > 1 ? t('{0} versions', count) : undefined, stateWords(line)] : [];
        case 'state': return [`${count}`];
        case 'consumed-api': return [counted(count), waiting > 0 ? t('{0} to register', waiting) : undefined];
        case 'version': return [title, stateWords(line)];
        case 'api-version': return [title, access === 'public' ? t('public') : undefined, stateWords(line)];
        case 'contract': return [plan && t('via {0}', plan), stateWords(line)];
        case 'offer': return [approval ? t('with approval') : undefined, count === 1 ? t('1 contract') : t('{0} contracts', count)];
        case 'consumer': return [line.parent?.kind === 'offer' ? undefined : plan && t('via {0}', plan), stateWords(line)];
        case 'environment': return [line.active ? t('active') : undefined, line.protected ? t('protected') : undefined];
        case 'gateway': return [line.gateway?.local && line.gateway.publicUrl ? line.gateway.publicUrl : undefined, stateWords(line), line.gateway?.version];
        case 'project': return [];
    }
}

function counted(count: number): string {
    return count === 1 ? vscode.l10n.t('1 version') : vscode.l10n.t('{0} versions', count);
}

/** The state in words, and what more is known of it. */
function stateWords(line: Line): string | undefined {
    const { state, changedBy, elsewhere } = line;
    if (state === 'changed' && changedBy === 'gateway') return vscode.l10n.t('changed at the gateway');
    if (state === 'changed' && changedBy === 'both') return vscode.l10n.t('changed here and at the gateway');
    if (state === 'declared' && elsewhere) return vscode.l10n.t('registered in {0} only', elsewhere.join(', '));
    return appearance(line)?.label;
}

function iconOf(line: Line): vscode.ThemeIcon {
    const look = appearance(line);
    const color = look && new vscode.ThemeColor(look.color);
    switch (line.kind) {
        case 'organization': return new vscode.ThemeIcon('organization');
        case 'client': return new vscode.ThemeIcon('device-mobile');
        case 'api': case 'consumed-api': return new vscode.ThemeIcon('globe');
        case 'contract': return new vscode.ThemeIcon('plug', color);
        case 'offer': return new vscode.ThemeIcon('tag');
        case 'consumer': return new vscode.ThemeIcon('device-mobile', color);
        case 'project': return new vscode.ThemeIcon('root-folder');
        case 'environment': return line.active ? new vscode.ThemeIcon('target', new vscode.ThemeColor(line.protected ? 'list.warningForeground' : 'charts.green')) : new vscode.ThemeIcon(line.protected ? 'lock' : 'server-environment');
        case 'gateway': return new vscode.ThemeIcon(line.gateway?.local ? 'vm' : 'server', color);
        case 'state': case 'version': case 'api-version': return new vscode.ThemeIcon(look?.icon ?? 'circle-outline', color);
    }
}

/** What a person wants to know who rests the pointer on a line; made then, and not for ten thousand lines beforehand. */
export function tooltipOf(line: Line): vscode.MarkdownString {
    const t = vscode.l10n.t;
    const { gateway } = line;
    const tooltip = new vscode.MarkdownString();
    const name = line.kind === 'contract' ? t('{0} → {1}', line.key ?? '', line.label) : line.kind === 'offer' ? line.plan ?? line.label : line.key ?? labelOf(line);
    // As code: `Shop@2.1` looks like an address of mail, and would be linked as one.
    tooltip.appendMarkdown(`**\`${name.replaceAll('`', '')}\`**`);
    const paragraphs = [
        line.title,
        line.kind === 'state' ? undefined : appearance(line)?.explanation,
        line.elsewhere && t('Registered in: {0}', line.elsewhere.join(', ')),
        line.plan && line.kind !== 'offer' ? t('Plan: {0}', line.plan) : undefined,
        line.approval ? t("A contract through this plan takes the approval of the API's owner.") : undefined,
        line.kind === 'environment' && line.active ? t('This is where you register.') : undefined,
        line.protected ? t('Protected: its name is asked for before anything is changed.') : undefined,
        gateway?.address !== undefined && gateway.address !== 'local' ? t('Configuration: {0}', gateway.address) : undefined,
        gateway?.version && t('Version: {0}', gateway.version),
        gateway?.failure,
        line.url && (line.kind === 'gateway' ? t('Calls arrive at {0}', line.url) : line.url),
    ];
    for (const paragraph of paragraphs) {
        if (paragraph) {
            tooltip.appendMarkdown('\n\n').appendText(paragraph);
        }
    }
    return tooltip;
}

function accessibleLabelOf(line: Line): string {
    const t = vscode.l10n.t;
    const noun = {
        'organization': t('Organization'), 'client': t('Client'), 'version': t('Version'), 'contract': t('Contract with'), 'state': t('State'), 'consumed-api': t('API'),
        'api': t('API'), 'api-version': t('Version'), 'offer': t('Offered through plan'), 'consumer': t('Consumed by'), 'project': t('Project'), 'environment': t('Environment'), 'gateway': t('Gateway'),
    }[line.kind];
    const spoken = line.kind === 'organization' || line.kind === 'offer' || line.kind === 'environment' || line.kind === 'consumed-api' ? descriptionParts(line) : [
        line.plan && t('plan {0}', line.plan), line.kind === 'state' ? `${line.count}` : hasBadge(line) ? appearance(line)?.explanation : undefined, line.gateway?.version,
    ];
    return [`${noun} ${labelOf(line)}`, ...spoken].filter(part => part).join(', ');
}
