import { anyone, type Permissions, role, staff } from '../kernel/index.ts';

const office = role('disclosure-officer', 'agencies-below');
const drafters = [role('liaison'), role('editor'), office];
const reviewers = [
  role('decider'),
  role('leader', 'agencies-below'),
  office,
  role('secrecy-reviewer', 'agencies-below'),
];

/** Who may do what on the way to the public. Acts themselves are allowed by the process of each matter. */
export const permissions: Permissions = {
  'disclosure.visit': [anyone],
  'disclosure.draft': drafters,
  /** The figures of a periodic duty are its own agency's; whoever is above reads them. */
  'disclosure.figures': [role('liaison'), role('editor')],
  'disclosure.review': reviewers,
  'disclosure.release': [office],
  'disclosure.read': [...drafters, ...reviewers, role('supervisor', 'agencies-below')],
  'disclosure.propose': [...drafters, role('decider'), role('leader', 'agencies-below')],
  'disclosure.catalogue': [office],
  'disclosure.guide': [role('liaison'), office],
  /** What an organised evaluation came to. */
  'disclosure.evaluate': [role('liaison'), role('editor'), office, role('supervisor', 'agencies-below')],
  /** What visitors wrote of its own agency's work; the office above it sees. */
  'disclosure.opinions': [role('liaison'), office],
  /** Who writes with what on his desk: his own agency's, and whoever is above. */
  'disclosure.see-staff': [role('liaison'), role('decider'), role('leader', 'agencies-below'), office],
  'disclosure.qualify': [office],
  'disclosure.see-catalogue': [staff],
  /** Which system's, each notice says itself. */
  'disclosure.read-inside': [staff],
};
