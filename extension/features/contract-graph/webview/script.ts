import { byId, hostOf } from '../../../infrastructure/webview/host.ts';
import type { Asked, GraphState, Shown } from '../messages.ts';
import { showImpact } from './impact.ts';

const host = hostOf<Asked, GraphState>();
const graph = byId('graph');
const search = byId<HTMLInputElement>('search');
const around = byId<HTMLButtonElement>('around');
let zoom = host.getState()?.zoom;
/** Nobody has zoomed: the picture follows the size of the page. */
let isFitted = zoom === undefined;
let size = { width: 1, height: 1 };
let boxes: Element[] = [];
let arrows: Element[] = [];
let chosen: string | undefined;
let shown: Pick<GraphState, 'project' | 'part'> | undefined;

window.addEventListener('message', ({ data }: MessageEvent<Shown>) => show(data));
new ResizeObserver(() => isFitted && fit()).observe(graph);
byId('in').addEventListener('click', () => zoomTo(currentZoom() * 1.25));
byId('out').addEventListener('click', () => zoomTo(currentZoom() / 1.25));
byId('fit').addEventListener('click', () => fit());
byId('all').addEventListener('click', () => host.postMessage({ kind: 'all' }));
byId('export').addEventListener('click', () => host.postMessage({ kind: 'export' }));
around.addEventListener('click', () => chosen !== undefined && host.postMessage({ kind: 'around', id: chosen }));
search.addEventListener('input', () => mark());
search.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
        next(found(), event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
        search.value = '';
        mark();
    }
});
graph.addEventListener('wheel', event => {
    if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        zoomTo(currentZoom() * (event.deltaY < 0 ? 1.1 : 1 / 1.1), event);
    }
}, { passive: false });
document.addEventListener('keydown', onKey);
pan();
host.postMessage({ kind: 'ready' });

function show({ project, svg, nodes, part, impact }: Shown): void {
    shown = { project, part };
    remember();
    graph.innerHTML = svg ?? '';
    const picture = graph.querySelector('svg');
    graph.hidden = !picture;
    for (const id of ['in', 'out', 'fit', 'export', 'search', 'around']) byId(id).hidden = !picture;
    // What a picture says as a whole, a graph says box by box.
    picture?.setAttribute('role', 'group');
    size = { width: picture?.viewBox.baseVal.width ?? 1, height: picture?.viewBox.baseVal.height ?? 1 };
    showImpact(byId('impact'), impact, id => host.postMessage({ kind: 'open', id }));
    boxes = [...graph.querySelectorAll('[data-node]')];
    arrows = [...graph.querySelectorAll('[data-from]')];
    byId('all').hidden = part === undefined;
    const opening = new Set(nodes.filter(({ canOpen }) => canOpen).map(({ id }) => id));
    boxes.forEach((box, index) => {
        const id = idOf(box);
        box.setAttribute('tabindex', index === 0 ? '0' : '-1');
        box.setAttribute('role', opening.has(id) ? 'button' : 'img');
        box.addEventListener('focus', () => choose(box));
        box.addEventListener('mouseenter', () => light(id));
        box.addEventListener('mouseleave', () => light(chosen));
        box.addEventListener('click', () => {
            choose(box);
            if (opening.has(id)) host.postMessage({ kind: 'open', id });
        });
    });
    choose(boxes.find(box => idOf(box) === chosen));
    mark();
    if (isFitted) fit();
    else zoomTo(currentZoom());
}

/** One box is in the order of Tab; arrows of the keyboard go along those of the graph. */
function onKey(event: KeyboardEvent): void {
    const box = document.activeElement?.closest('[data-node]') ?? undefined;
    if (event.target === search) return;
    const steps: Record<string, () => Element | undefined> = {
        ArrowRight: () => along('from', 'to', box),
        ArrowLeft: () => along('to', 'from', box),
        ArrowDown: () => beside(box, 1),
        ArrowUp: () => beside(box, -1),
    };
    const step = box && steps[event.key];
    if (step) {
        event.preventDefault();
        focus(step());
    } else if (box && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        host.postMessage({ kind: 'open', id: idOf(box) });
    } else if (event.key === '/' || (event.key === 'f' && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        search.focus();
    } else if (event.key === '+' || event.key === '-') {
        zoomTo(currentZoom() * (event.key === '+' ? 1.25 : 0.8));
    } else if (event.key === '0') {
        fit();
    }
}

function along(near: 'from' | 'to', far: 'from' | 'to', box: Element | undefined): Element | undefined {
    const arrow = box && arrows.find(one => one.getAttribute(`data-${near}`) === idOf(box));
    return arrow && boxes.find(one => idOf(one) === arrow.getAttribute(`data-${far}`));
}

/** The next box of the same kind, from top to bottom. */
function beside(box: Element | undefined, step: 1 | -1): Element | undefined {
    if (!box) return undefined;
    const column = boxes.filter(one => kindOf(one) === kindOf(box)).sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
    return column[column.indexOf(box) + step];
}

function choose(box: Element | undefined): void {
    chosen = box && idOf(box);
    boxes.forEach((one, index) => one.setAttribute('tabindex', one === box || (!box && index === 0) ? '0' : '-1'));
    around.disabled = !box || kindOf(box) === 'gateway';
    light(chosen);
}

/** What leads to a box and what it leads to stand out. */
function light(id: string | undefined): void {
    const lit = new Set(id === undefined ? [] : [...reached(id, 'from', 'to'), ...reached(id, 'to', 'from')]);
    graph.classList.toggle('lit', lit.size > 0);
    for (const box of boxes) box.classList.toggle('on', lit.has(idOf(box)));
    for (const arrow of arrows) arrow.classList.toggle('on', lit.has(arrow.getAttribute('data-from')!) && lit.has(arrow.getAttribute('data-to')!));
}

function reached(begin: string, near: 'from' | 'to', far: 'from' | 'to'): Set<string> {
    const all = new Set([begin]);
    // A set is walked in the order in which it grows.
    for (const id of all) {
        for (const arrow of arrows) {
            if (arrow.getAttribute(`data-${near}`) === id) all.add(arrow.getAttribute(`data-${far}`)!);
        }
    }
    return all;
}

function found(): Element[] {
    const words = search.value.trim().toLowerCase();
    return words === '' ? [] : boxes.filter(box => box.textContent.toLowerCase().includes(words));
}

function mark(): void {
    const hits = found();
    graph.classList.toggle('searched', search.value.trim() !== '');
    for (const box of boxes) box.classList.toggle('hit', hits.includes(box));
    byId('found').textContent = search.value.trim() === '' ? '' : `${hits.length} / ${boxes.length}`;
    hits[0]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** The next hit of a search becomes the chosen box; the cursor stays in the search. */
function next(hits: Element[], step: 1 | -1): void {
    const at = hits.findIndex(box => idOf(box) === chosen);
    const box = hits[(at + step + hits.length) % hits.length];
    choose(box);
    box?.scrollIntoView({ block: 'center', inline: 'center' });
}

function focus(box: Element | undefined): void {
    if (box instanceof SVGElement) {
        box.focus();
        box.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
}

function currentZoom(): number {
    return zoom ?? 1;
}

function fit(): void {
    zoomTo(Math.min(1, graph.clientWidth / size.width, graph.clientHeight / size.height));
    isFitted = true;
    remember();
}

/** What is under the pointer stays there. */
function zoomTo(wanted: number, at?: { clientX: number; clientY: number }): void {
    const before = currentZoom();
    zoom = Math.min(4, Math.max(0.1, wanted));
    isFitted = false;
    const { left, top, width, height } = graph.getBoundingClientRect();
    const [x, y] = at ? [at.clientX - left, at.clientY - top] : [width / 2, height / 2];
    const [right, down] = [(graph.scrollLeft + x) / before, (graph.scrollTop + y) / before];
    const picture = graph.querySelector('svg');
    picture?.setAttribute('width', String(size.width * zoom));
    picture?.setAttribute('height', String(size.height * zoom));
    graph.scrollTo(right * zoom - x, down * zoom - y);
    remember();
}

function remember(): void {
    if (shown) host.setState({ ...shown, zoom: isFitted ? undefined : zoom });
}

/** Dragging the ground moves the picture. */
function pan(): void {
    graph.addEventListener('pointerdown', event => {
        if (event.button !== 0 || (event.target as Element).closest('[data-node]')) return;
        const move = ({ movementX, movementY }: PointerEvent) => graph.scrollBy(-movementX, -movementY);
        graph.setPointerCapture(event.pointerId);
        graph.classList.add('dragged');
        graph.addEventListener('pointermove', move);
        graph.addEventListener('pointerup', () => {
            graph.removeEventListener('pointermove', move);
            graph.classList.remove('dragged');
        }, { once: true });
    });
}

function idOf(box: Element): string {
    return box.getAttribute('data-node') ?? '';
}

function kindOf(box: Element): string {
    return idOf(box).split(' ')[0] ?? '';
}
