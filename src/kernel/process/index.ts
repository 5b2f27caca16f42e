export { bpmnXml } from './bpmn.ts';
export {
  type Action,
  type Clock,
  defineProcess,
  type Holder,
  type Process,
  type Quorum,
  type State,
} from './define.ts';
export { digest, type Fault, processFaults } from './faults.ts';
export { flowChart } from './flow-chart.ts';
export { flowChartCss } from './flow-chart-style.ts';
export { type FlowStep, flowSteps } from './flow-steps.ts';
export { type FaultCode, faultSentences } from './text.ts';
export type { RoleTitles } from './wording.ts';
