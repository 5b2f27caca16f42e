import type { Relation } from '../contract.ts';

const COUNTERPART: Readonly<Record<Relation, Relation>> = {
  interprets: 'interpreted-by',
  'interpreted-by': 'interprets',
  abolishes: 'abolished-by',
  'abolished-by': 'abolishes',
  amends: 'amended-by',
  'amended-by': 'amends',
  implements: 'implemented-by',
  'implemented-by': 'implements',
  related: 'related',
};

/** The same link as seen from the other end. */
export const counterpart = (relation: Relation): Relation => COUNTERPART[relation];

export type Edge = { readonly from: string; readonly relation: Relation; readonly to: string };

/** Both directions of a link. */
export const bothWays = ({ from, relation, to }: Edge): readonly [Edge, Edge] => [
  { from, relation, to },
  { from: to, relation: counterpart(relation), to: from },
];
