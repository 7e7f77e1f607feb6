import * as vscode from 'vscode';
import { appearanceOf } from '../../infrastructure/state-appearance.ts';
import { reconcile, type ClientNode } from './nodes.ts';
import { decoratedUri } from './state-decorations.ts';

/** The lines of *My Clients*. Holds what the server answered last; children are turned into lines when they are first shown. */
export class MyClientsTree implements vscode.TreeDataProvider<ClientNode> {
    readonly #changed = new vscode.EventEmitter<ClientNode | ClientNode[] | undefined>();
    readonly onDidChangeTreeData = this.#changed.event;
    readonly #roots: ClientNode[] = [];
    readonly #load: () => Promise<ClientNode[]>;
    #loaded: Promise<void> | undefined;

    constructor(load: () => Promise<ClientNode[]>) {
        this.#load = load;
    }

    /** Asks anew and redraws only the lines that differ. Does nothing as long as nobody has looked at the view. */
    async refresh(): Promise<void> {
        if (!this.#loaded) {
            return;
        }
        this.show(await this.#load());
    }

    /** Shows other lines without asking for them. */
    show(nodes: ClientNode[]): void {
        const redraw = reconcile(this.#roots, nodes);
        if (redraw === 'all') {
            this.#changed.fire(undefined);
        } else if (redraw.length > 0) {
            this.#changed.fire(redraw);
        }
    }

    async getChildren(node?: ClientNode): Promise<ClientNode[]> {
        if (node) {
            return node.children;
        }
        this.#loaded ??= this.#load().then(nodes => void reconcile(this.#roots, nodes));
        await this.#loaded;
        return this.#roots;
    }

    getTreeItem(node: ClientNode): vscode.TreeItem {
        const item = new vscode.TreeItem(node.label, collapsibleState(node));
        item.id = node.id;
        item.contextValue = contextValueOf(node);
        item.description = descriptionOf(node);
        item.tooltip = tooltipOf(node);
        item.iconPath = iconOf(node);
        item.accessibilityInformation = { label: accessibleLabelOf(node) };
        if (node.state) {
            item.resourceUri = decoratedUri(node.id, node.state);
        }
        if (node.source) {
            item.command = { command: 'apim.goToDeclaration', title: vscode.l10n.t('Go to Declaration'), arguments: [node] };
        }
        return item;
    }
}

function collapsibleState(node: ClientNode): vscode.TreeItemCollapsibleState {
    if (node.children.length === 0) {
        return vscode.TreeItemCollapsibleState.None;
    }
    return node.kind === 'version' ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded;
}

/** What `when` clauses of package.json ask for, e.g. `version changed declaredHere`. */
function contextValueOf(node: ClientNode): string {
    return [node.kind, node.state, node.source && 'declaredHere', node.url && 'hasUrl'].filter(word => word !== undefined && word !== '').join(' ');
}

function descriptionOf(node: ClientNode): string | undefined {
    const state = node.state && stateOf(node);
    return [node.plan && vscode.l10n.t('via {0}', node.plan), node.title, state].filter(part => part !== undefined && part !== '').join(' · ') || undefined;
}

/** The state in words, and what more is known of it. */
function stateOf({ state, changedBy, elsewhere }: ClientNode): string | undefined {
    if (state === 'changed' && changedBy === 'gateway') return vscode.l10n.t('changed at the gateway');
    if (state === 'changed' && changedBy === 'both') return vscode.l10n.t('changed here and at the gateway');
    if (state === 'declared' && elsewhere) return vscode.l10n.t('registered in {0} only', elsewhere.join(', '));
    return state && appearanceOf(state).label;
}

function iconOf(node: ClientNode): vscode.ThemeIcon {
    switch (node.kind) {
        case 'organization': return new vscode.ThemeIcon('organization');
        case 'client': return new vscode.ThemeIcon('device-mobile');
        case 'contract': return new vscode.ThemeIcon('plug', node.state && new vscode.ThemeColor(appearanceOf(node.state).color));
        case 'version': {
            const { icon, color } = appearanceOf(node.state!);
            return new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
        }
    }
}

function tooltipOf(node: ClientNode): vscode.MarkdownString {
    const tooltip = new vscode.MarkdownString();
    tooltip.appendMarkdown('**').appendText(node.key ?? node.label).appendMarkdown('**');
    if (node.title) {
        tooltip.appendText(` ${node.title}`);
    }
    if (node.state) {
        tooltip.appendMarkdown('\n\n').appendText(appearanceOf(node.state).explanation);
    }
    if (node.plan) {
        tooltip.appendMarkdown('\n\n').appendText(vscode.l10n.t('Plan: {0}', node.plan));
    }
    if (node.url) {
        tooltip.appendMarkdown('\n\n').appendText(node.url);
    }
    return tooltip;
}

function accessibleLabelOf(node: ClientNode): string {
    const noun = {
        organization: vscode.l10n.t('Organization'), client: vscode.l10n.t('Client'), version: vscode.l10n.t('Version'), contract: vscode.l10n.t('Contract with'),
    }[node.kind];
    return [`${noun} ${node.label}`, node.plan && vscode.l10n.t('plan {0}', node.plan), node.state && appearanceOf(node.state).explanation].filter(part => part).join(', ');
}
