import { anyone, citizen, type Permissions, role, subject } from '../kernel/index.ts';

const handlers = [role('request-officer'), role('legal-reviewer'), role('decider')];
const overseers = [
  role('disclosure-officer', 'agencies-below'),
  role('supervisor', 'agencies-below'),
  role('leader', 'agencies-below'),
];

/** Who may do what with requests. Acts themselves are allowed by the process of each matter. */
export const permissions: Permissions = {
  // Anybody may ask for information; no account is needed, and nobody is asked what for.
  'information-requests.ask': [anyone],
  'information-requests.by-code': [anyone],
  'information-requests.own': [citizen, subject],
  'information-requests.read': [...handlers, ...overseers],
  // Late requests of the agencies below are among the alarms of the office that is in charge of disclosure; no other matters are.
  'information-requests.oversee': [role('disclosure-officer', 'agencies-below')],
  'information-requests.act': handlers,
  'request-rules.read': [...handlers, ...overseers],
  // Whose rule it is and who has proposed it is asked by the operations.
  'request-rules.change': [role('request-officer'), role('decider'), role('disclosure-officer', 'agencies-below')],
  'request-rules.propose': [role('request-officer')],
  // The fee and what holds for every agency: asked for the government of the city.
  'request-rules.city': [role('disclosure-officer', 'agencies-below')],
  'information-requests.refund': [role('decider')],
  'information-requests.register': [role('request-officer')],
  // Who is behind a request is for those who have to reach him, and they say why.
  'information-requests.unmask': [role('request-officer')],
};
