import { type BpmnFlow, type BpmnModel, type BpmnNode, nodeOf } from './bpmn-model.ts';
import type { Process } from './define.ts';
import { draw } from './layout/draw.ts';
import { type Box, type Drawing, known, type Link, type Point, type Rect, type Size } from './layout/sketch.ts';
import { textLines, textWidth } from './text-lines.ts';
import { element } from './xml.ts';

const EVENT = 36;
const GATEWAY = 50;
const NECK_GAP = 24;
const TASK = { width: 160, height: 80 };
const TIMER_ROOM = 88;
const NAME_SIZE = 12;
const NAME_WIDTH = 100;
const LINE = 16;

/** The diagram interchange of a model: every node and every flow with its place, from the layout of the flow chart. */
export function bpmnDiagram(process: Process, model: BpmnModel): readonly string[] {
  const places = placesOf(process, model);
  return [
    ...model.nodes.map((node) => shape(node, known(places.nodes, node.id))),
    ...model.flows.map((flow) => edge(flow, places)),
  ];
}

type Places = {
  readonly nodes: ReadonlyMap<string, Rect>;
  readonly ways: ReadonlyMap<string, readonly Point[]>;
  readonly names: ReadonlyMap<string, Rect>;
};

const nameSize = (name: string): Size => {
  const lines = textLines(name, NAME_SIZE, NAME_WIDTH);
  return {
    width: Math.ceil(Math.max(2, ...lines.map((line) => textWidth(line, NAME_SIZE)))) + 4,
    height: lines.length * LINE,
  };
};

function placesOf(process: Process, { nodes, flows }: BpmnModel): Places {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  /** The state, task or event from which a flow comes in the end. */
  const origin = (flow: BpmnFlow): string => (flow.act ? nodeOf(process, flow.act.from) : flow.source);
  const acts = flows.filter(
    ({ source, target }) => known(byId, target).kind !== 'exclusiveGateway' && source !== target,
  );
  const drawing = draw({
    first: 'start',
    boxes: nodes
      .filter(({ kind }) => kind !== 'boundaryEvent' && kind !== 'exclusiveGateway')
      .map((node) => boxOf(node, nodes, flows)),
    links: acts.map((flow): Link => {
      const beside = known(byId, flow.source).kind === 'boundaryEvent';
      const link = { id: flow.id, from: [origin(flow)], to: flow.target, label: nameSize(flow.name) };
      return beside ? { ...link, beside } : { ...link, main: true };
    }),
    aside: false,
  });
  const rects = new Map(nodes.map((node) => [node.id, rectOf(node, drawing, flows)]));
  const ways = new Map(flows.map((flow) => [flow.id, wayOf(flow, drawing, byId, rects)]));
  return { nodes: rects, ways, names: new Map(drawing.labels.map(({ link, rect }) => [link, rect])) };
}

function boxOf({ id, kind, name }: BpmnNode, nodes: readonly BpmnNode[], flows: readonly BpmnFlow[]): Box {
  const hasGateway = flows.some(({ source, target }) => source === id && isGateway(target, nodes));
  const neck = hasGateway ? { neck: { width: GATEWAY, height: NECK_GAP + GATEWAY } } : {};
  if (kind === 'userTask') {
    const timers = nodes.filter(({ on }) => on?.task === id).length;
    return { id, width: Math.max(TASK.width, 62 + TIMER_ROOM * timers), height: TASK.height, ...neck };
  }
  const label = kind === 'endEvent' ? nameSize(name) : { width: 0, height: 0 };
  return {
    id,
    width: 2 * Math.ceil(Math.max(EVENT, label.width) / 2),
    height: EVENT + label.height,
    entryReach: 12,
    ...neck,
  };
}

const isGateway = (id: string, nodes: readonly BpmnNode[]): boolean =>
  nodes.some((node) => node.id === id && node.kind === 'exclusiveGateway');

function rectOf(node: BpmnNode, { boxes, routes }: Drawing, flows: readonly BpmnFlow[]): Rect {
  if (node.on) {
    const flow = flows.find(({ source }) => source === node.id);
    const start = routes.find(({ link }) => link === flow?.id)?.points[0] ?? { x: 0, y: 0 };
    return { x: start.x - EVENT / 2, y: start.y - EVENT / 2, width: EVENT, height: EVENT };
  }
  if (node.kind === 'exclusiveGateway') {
    const box = known(boxes, flows.find(({ target }) => target === node.id)?.source ?? '');
    const y = box.y + box.height + NECK_GAP;
    return { x: box.x + box.width / 2 - GATEWAY / 2, y, width: GATEWAY, height: GATEWAY };
  }
  const box = known(boxes, node.id);
  if (node.kind === 'userTask') return box;
  return { x: box.x + box.width / 2 - EVENT / 2, y: box.y, width: EVENT, height: EVENT };
}

/** Where a flow runs: the layout's route, brought to the edge of circles and diamonds. */
function wayOf(
  flow: BpmnFlow,
  { routes }: Drawing,
  byId: ReadonlyMap<string, BpmnNode>,
  rects: ReadonlyMap<string, Rect>,
): readonly Point[] {
  const [source, target] = [known(rects, flow.source), known(rects, flow.target)];
  const route = routes.find(({ link }) => link === flow.id);
  if (!route) {
    const x = source.x + source.width / 2;
    return [
      { x, y: source.y + source.height },
      { x, y: target.y },
    ];
  }
  return route.points.map((point, i) => {
    if (i === 0) return { x: point.x, y: lowerEdge(known(byId, flow.source), source, point.x) };
    return i === route.points.length - 1
      ? { x: point.x, y: upperEdge(known(byId, flow.target), target, point.x) }
      : point;
  });
}

const lowerEdge = ({ kind }: BpmnNode, { x, y, width, height }: Rect, at: number): number => {
  const off = Math.abs(at - x - width / 2);
  if (kind === 'userTask') return y + height;
  return kind === 'exclusiveGateway' ? y + height - off : y + height / 2 + circle(width / 2, off);
};

const upperEdge = ({ kind }: BpmnNode, { x, y, width, height }: Rect, at: number): number =>
  kind === 'userTask' ? y : y + height / 2 - circle(width / 2, Math.abs(at - x - width / 2));

const circle = (radius: number, off: number): number => Math.round(Math.sqrt(Math.max(0, radius * radius - off * off)));

const bounds = ({ x, y, width, height }: Rect): string => element('dc:Bounds', { x, y, width, height });

function shape({ id, kind, name }: BpmnNode, rect: Rect): string {
  const size = nameSize(name);
  const below = { x: rect.x + rect.width / 2 - size.width / 2, y: rect.y + rect.height + 2, ...size };
  const beside = { x: rect.x + rect.width + 4, y: rect.y + rect.height / 2, ...size };
  const label = kind === 'endEvent' ? below : beside;
  const named = name !== '' && kind !== 'userTask' ? [element('bpmndi:BPMNLabel', {}, bounds(label))] : [];
  const marker = kind === 'exclusiveGateway' ? { isMarkerVisible: 'true' } : {};
  return element('bpmndi:BPMNShape', { id: `shape-${id}`, bpmnElement: id, ...marker }, bounds(rect), ...named);
}

function edge({ id, name }: BpmnFlow, { ways, names }: Places): string {
  const points = known(ways, id).map(({ x, y }) => element('di:waypoint', { x, y }));
  const rect = names.get(id);
  const label = name !== '' && rect ? [element('bpmndi:BPMNLabel', {}, bounds(rect))] : [];
  return element('bpmndi:BPMNEdge', { id: `edge-${id}`, bpmnElement: id }, ...points, ...label);
}
