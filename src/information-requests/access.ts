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
  'information-requests.act': handlers,
  'information-requests.refund': [role('decider')],
  'information-requests.register': [role('request-officer')],
  // Who is behind a request is for those who have to reach him, and they say why.
  'information-requests.unmask': [role('request-officer')],
};
