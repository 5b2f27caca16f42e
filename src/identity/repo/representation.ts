import type { Day } from '../../kernel/index.ts';
import type { IdentityDb } from './database.ts';

export type NewRepresentation = {
  readonly principalId: number;
  readonly agentId: number;
  readonly capacity: 'legal-representative' | 'agent';
  readonly fromOn: Day;
  /** Last day; an agent's always ends. */
  readonly untilOn: Day | null;
  readonly at: Date;
};

export const insertRepresentation = (db: IdentityDb, row: NewRepresentation) =>
  db
    .insertInto('identity.representation')
    .values({
      principal_id: row.principalId,
      agent_id: row.agentId,
      capacity: row.capacity,
      from_on: row.fromOn,
      until_on: row.untilOn,
      granted_at: row.at,
    })
    .execute();
