import { bpmnDiagram } from './bpmn-diagram.ts';
import { type BpmnFlow, type BpmnModel, type BpmnNode, bpmnModel, xmlName } from './bpmn-model.ts';
import type { Process } from './define.ts';
import type { RoleTitles } from './wording.ts';
import { element, textElement } from './xml.ts';

const NAMESPACES = {
  'xmlns:bpmn': 'http://www.omg.org/spec/BPMN/20100524/MODEL',
  'xmlns:bpmndi': 'http://www.omg.org/spec/BPMN/20100524/DI',
  'xmlns:dc': 'http://www.omg.org/spec/DD/20100524/DC',
  'xmlns:di': 'http://www.omg.org/spec/DD/20100524/DI',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
};

/**
 * A process as BPMN 2.0 XML with its diagram, for the tools of others: states that wait are user tasks, choices are
 * exclusive gateways, closed states end events, limits with a legal consequence timers on the task. It describes and
 * does not execute: guards and the counting of working days stay with the program that runs it.
 */
export function bpmnXml(process: Process, roles: RoleTitles = {}): string {
  const model = bpmnModel(process, roles);
  const id = xmlName('process', process.kind);
  const plane = element('bpmndi:BPMNPlane', { id: 'plane', bpmnElement: id }, ...bpmnDiagram(process, model));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'bpmn:definitions',
    { ...NAMESPACES, id: 'definitions', targetNamespace: 'urn:mingtang:process', exporter: 'Mingtang' },
    element(
      'bpmn:process',
      { id, name: process.title, isExecutable: 'false' },
      ...model.nodes.map((node) => nodeXml(node, model)),
      ...model.flows.map(flowXml),
    ),
    element('bpmndi:BPMNDiagram', { id: 'diagram', name: process.title }, plane),
  )}\n`;
}

const documented = (text: string): readonly string[] =>
  text === '' ? [] : [textElement('bpmn:documentation', {}, text)];

const named = (name: string): { readonly name?: string } => (name === '' ? {} : { name });

function nodeXml({ id, kind, name, documentation, on }: BpmnNode, { flows }: BpmnModel): string {
  const incoming = flows.filter(({ target }) => target === id).map((flow) => textElement('bpmn:incoming', {}, flow.id));
  const outgoing = flows.filter(({ source }) => source === id).map((flow) => textElement('bpmn:outgoing', {}, flow.id));
  const timer = on ? [timerXml(id, on.after)] : [];
  const attached = on ? { attachedToRef: on.task } : {};
  return element(
    `bpmn:${kind}`,
    { id, ...named(name), ...attached },
    ...documented(documentation),
    ...incoming,
    ...outgoing,
    ...timer,
  );
}

const timerXml = (id: string, after: string): string =>
  element(
    'bpmn:timerEventDefinition',
    { id: `definition-${id}` },
    textElement('bpmn:timeDuration', { 'xsi:type': 'bpmn:tFormalExpression' }, after),
  );

const flowXml = ({ id, name, documentation, source, target }: BpmnFlow): string =>
  element(
    'bpmn:sequenceFlow',
    { id, ...named(name), sourceRef: source, targetRef: target },
    ...documented(documentation),
  );
