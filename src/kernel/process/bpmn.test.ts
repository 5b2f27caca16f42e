import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../package-root.ts';
import { bpmnXml } from './bpmn.ts';
import type { Process } from './define.ts';
import { sampleProcess, sampleRoles } from './samples.ts';

const sample: Process = sampleProcess;
const xml = bpmnXml(sample, sampleRoles);

const isElement = (value: unknown): value is ModdleElement =>
  typeof value === 'object' && value !== null && '$type' in value;
const listOf = (of: ModdleElement, property: string): readonly ModdleElement[] => {
  const value = of.get(property);
  return Array.isArray(value) ? value.filter(isElement) : [];
};
const one = (of: ModdleElement, property: string): ModdleElement => {
  const value = of.get(property);
  if (!isElement(value)) throw new Error(`${of.id} has no ${property}`);
  return value;
};

async function readBack(text: string) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(text);
  const [process] = listOf(rootElement, 'rootElements');
  const [diagram] = listOf(rootElement, 'diagrams');
  if (!process || !diagram) throw new Error('no process');
  const elements = listOf(process, 'flowElements');
  const ofType = (type: string): readonly ModdleElement[] => elements.filter(({ $type }) => $type === `bpmn:${type}`);
  const drawn = listOf(one(diagram, 'plane'), 'planeElement');
  return { warnings, process, elements, ofType, drawn };
}

describe('the sample process, read back by bpmn-moddle', async () => {
  const { warnings, process, elements, ofType, drawn } = await readBack(xml);
  const flows = ofType('SequenceFlow');
  const nodes = elements.filter(({ $type }) => $type !== 'bpmn:SequenceFlow');

  test('gives no warning and keeps its name', () => {
    expect(warnings).toEqual([]);
    expect(process.name).toBe(sample.title);
  });

  test('has every state: those that wait as user tasks, closed ones as end events', () => {
    const states = Object.values(sample.states);
    const titles = (closed: boolean): readonly string[] =>
      states.filter((it) => (it.closed ?? false) === closed).map(({ title }) => title);
    expect(
      ofType('UserTask')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...titles(false)].sort());
    expect(
      ofType('EndEvent')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...titles(true)].sort());
    expect(ofType('StartEvent')).toHaveLength(1);
  });

  test('has every act once for each state it leaves, between the right states', () => {
    const expected = Object.values(sample.actions).flatMap(({ title, from, to }) =>
      from.map((state) => `${sample.states[state]?.title} –${title}→ ${sample.states[to]?.title}`),
    );
    const stateBehind = (node: ModdleElement): string | undefined => {
      if (node.$type === 'bpmn:BoundaryEvent') return one(node, 'attachedToRef').name;
      if (node.$type !== 'bpmn:ExclusiveGateway') return node.name;
      const [flow] = listOf(node, 'incoming');
      return flow && one(flow, 'sourceRef').name;
    };
    const found = flows
      .filter(({ name }) => name !== undefined)
      .map((flow) => `${stateBehind(one(flow, 'sourceRef'))} –${flow.name}→ ${one(flow, 'targetRef').name}`);
    expect(found.sort()).toEqual(expected.sort());
  });

  test('has a gateway exactly where several acts leave a state', () => {
    const timed = new Set(Object.values(sample.clocks).map(({ onLapse }) => onLapse));
    const leaving = Object.keys(sample.states).filter(
      (state) =>
        Object.entries(sample.actions).filter(([act, { from }]) => from.includes(state) && !timed.has(act)).length > 1,
    );
    expect(ofType('ExclusiveGateway')).toHaveLength(leaving.length);
    for (const gateway of ofType('ExclusiveGateway')) expect(listOf(gateway, 'outgoing').length).toBeGreaterThan(1);
  });

  test('has the limit with a legal consequence as a timer on its task, with its law', () => {
    const [timer, ...others] = ofType('BoundaryEvent');
    expect(others).toEqual([]);
    if (!timer) throw new Error('no timer');
    expect(one(timer, 'attachedToRef').name).toBe('材料审核');
    const [definition] = listOf(timer, 'eventDefinitions');
    expect(definition && one(definition, 'timeDuration').get('body')).toBe('P5D');
    expect(listOf(timer, 'documentation').map((it) => it.get('text'))).toEqual([
      '受理期限：5 个工作日，行政许可法 第三十二条第一款第四项',
    ]);
  });

  test('every node knows its flows, every flow its ends', () => {
    for (const flow of flows) {
      expect(listOf(one(flow, 'sourceRef'), 'outgoing')).toContain(flow);
      expect(listOf(one(flow, 'targetRef'), 'incoming')).toContain(flow);
    }
    for (const node of nodes) {
      const ends = listOf(node, 'incoming').length + listOf(node, 'outgoing').length;
      expect(ends, node.id).toBeGreaterThan(0);
    }
  });

  test('everything is drawn once, inside the plane, and every edge meets its shapes', () => {
    const places = new Map(drawn.map((it) => [one(it, 'bpmnElement').id, it]));
    expect([...places.keys()].sort()).toEqual(elements.map(({ id }) => id).sort());
    for (const flow of flows) {
      const points = listOf(places.get(flow.id) ?? process, 'waypoint').map(
        (it) => [Number(it.get('x')), Number(it.get('y'))] as const,
      );
      expect(points.length).toBeGreaterThan(1);
      for (const [end, point] of [
        ['sourceRef', points[0]],
        ['targetRef', points.at(-1)],
      ] as const) {
        const shape = places.get(one(flow, end).id);
        const bounds = shape && one(shape, 'bounds');
        const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((it) => Number(bounds?.get(it)));
        expect(Math.abs((point?.[0] ?? 0) - ((x ?? 0) + (width ?? 0) / 2))).toBeLessThanOrEqual((width ?? 0) / 2 + 1);
        expect(Math.abs((point?.[1] ?? 0) - ((y ?? 0) + (height ?? 0) / 2))).toBeLessThanOrEqual((height ?? 0) / 2 + 1);
      }
    }
  });
});

test('whatever stands in a definition, the result is read back with the same words and no warning', async () => {
  const names = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((it) => it.isWellFormed() && !['__proto__', 'a'].includes(it));
  await fc.assert(
    fc.asyncProperty(names, names, async (state, title) => {
      const process: Process = {
        kind: state,
        title,
        initial: 'a',
        states: { a: { title: 'a', holder: { role: title } }, [state]: { title, closed: true } },
        actions: { [title]: { title, from: ['a'], to: state, by: [title] } },
        clocks: {},
      };
      const { warnings, ofType } = await readBack(bpmnXml(process));
      expect(warnings).toEqual([]);
      expect(ofType('EndEvent').map(({ name }) => name)).toEqual([title]);
    }),
    { numRuns: 60 },
  );
});

test('does not depend on the order of keys', () => {
  const actions = Object.fromEntries(Object.entries(sample.actions).reverse());
  const states = Object.fromEntries(Object.entries(sample.states).reverse());
  expect(bpmnXml({ ...sample, actions, states }, sampleRoles)).toBe(xml);
});

const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;

test.runIf(hasXmllint)('is valid against the schema of the OMG', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bpmn-'));
  const file = join(folder, 'sample.bpmn');
  writeFileSync(file, xml);
  const schema = join(packageRoot, 'node_modules/bpmn-moddle/resources/bpmn/xsd/BPMN20.xsd');
  try {
    expect(() =>
      execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema, file], { stdio: 'pipe' }),
    ).not.toThrow();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
