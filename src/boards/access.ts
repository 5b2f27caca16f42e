import { anyone, type Permissions, role } from '../kernel/index.ts';

const office = role('disclosure-officer', 'agencies-below');
const liaison = role('liaison', 'agencies-below');
const keepers = [liaison, role('editor'), office];
const posters = [role('proxy'), ...keepers];
const reviewers = [
  role('township-reviewer', 'agencies-below'),
  role('decider', 'agencies-below'),
  role('leader', 'agencies-below'),
];

/** Who looks after boards, prints and screens; a township looks after those of its villages too. */
export const permissions: Permissions = {
  'boards.read': [...posters, ...reviewers, role('supervisor', 'agencies-below')],
  'boards.post': posters,
  'boards.review': reviewers,
  // Registering boards and what is owed on them.
  'boards.keep': [liaison, office],
  'boards.rule': [office],
  'boards.campaign': posters,
  'boards.screens': keepers,
  'boards.interrupt': [role('leader', 'agencies-below'), office],
  // The terminal shows who it is by its signature.
  'boards.terminal': [anyone],
  'boards.player': [anyone],
};
