export { bpmnXml } from './bpmn.ts';
export type {
  Action,
  Clock,
  Holder,
  Process,
  Quorum,
  State,
} from './define.ts';
export { digest, type Fault, processFaults } from './faults.ts';
export { flowChart } from './flow-chart.ts';
export { flowChartCss } from './flow-chart-style.ts';
export { type FlowStep, flowSteps } from './flow-steps.ts';
export { type FaultCode, faultSentences } from './text.ts';
export type { RoleTitles } from './wording.ts';
