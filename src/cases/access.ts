import { anyone, citizen, type Permissions, role, subject } from '../kernel/index.ts';

const handlers = [
  role('window-clerk'),
  role('examiner'),
  role('decider'),
  role('deliverer'),
  role('township-reviewer'),
];
const overseers = [
  role('service-office', 'agencies-below'),
  role('supervisor', 'agencies-below'),
  role('leader', 'agencies-below'),
];

/** Who may do what with applications. Acts themselves are allowed by the process of each matter. */
export const permissions: Permissions = {
  'cases.apply': [citizen],
  'cases.own': [subject],
  'cases.read': [...handlers, ...overseers],
  'cases.act': handlers,
  // Only who handles a case sees numbers in full; who oversees it does not need them.
  'cases.unmask': handlers,
  // Whoever takes in applications; in which right is asked of the channel, so that no proxy passes for a clerk.
  'cases.window': [role('window-clerk'), role('proxy', 'city')],
  'cases.take-in-at-window': [role('window-clerk')],
  'cases.take-in-as-proxy': [role('proxy', 'city')],
  'cases.check-materials': [role('window-clerk')],
  'cases.make-document': [role('deliverer'), role('window-clerk')],
  'cases.revoke-document': [role('decider')],
  'cases.consult': [citizen],
  'cases.answer': [role('window-clerk')],
  'cases.verify': [anyone],
};
