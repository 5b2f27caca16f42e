import type pg from 'pg';
import type { Day } from '../../kernel/index.ts';
import type { Category, Grade } from '../contract.ts';

type Source = Pick<pg.Pool, 'query'>;

/** An incident with what its matter says of it. */
export type Incident = {
  readonly id: number;
  readonly number: string;
  readonly summary: string;
  readonly category: Category;
  readonly grade: Grade | null;
  readonly drill: boolean;
  readonly personalData: boolean;
  readonly detectedAt: Date;
  readonly notifiedAt: Date | null;
  readonly outcome: string | null;
  readonly state: string;
  readonly closedAt: Date | null;
  readonly dueOn: Day | 'infinity';
  readonly agencyId: number;
};

const COLUMNS = `i.matter_id as id, m.number, i.summary, i.category, i.grade, i.drill, i.personal_data as "personalData",
  i.detected_at as "detectedAt", i.notified_at as "notifiedAt", i.outcome, m.state, m.closed_at as "closedAt",
  m.due_on as "dueOn", m.agency_id as "agencyId"`;

const AT_MOST = 200;

/** Incidents of a year (city time), the latest first. */
export async function incidentsIn(
  source: Source,
  { year, drill }: { readonly year: number; readonly drill: boolean | null },
): Promise<readonly Incident[]> {
  const { rows } = await source.query<Incident>(
    `select ${COLUMNS} from operations.incident i join kernel.matter m on m.id = i.matter_id
      where i.detected_at >= ($1 || '-01-01')::timestamp at time zone 'Asia/Shanghai'
        and i.detected_at < ($2 || '-01-01')::timestamp at time zone 'Asia/Shanghai'
        and ($3::boolean is null or i.drill = $3)
      order by i.detected_at desc, i.matter_id desc limit ${AT_MOST}`,
    [String(year), String(year + 1), drill],
  );
  return rows;
}

export async function incidentById(source: Source, id: number): Promise<Incident | null> {
  const { rows } = await source.query<Incident>(
    `select ${COLUMNS} from operations.incident i join kernel.matter m on m.id = i.matter_id where i.matter_id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function incidentOfCause(source: Source, cause: string): Promise<number | null> {
  const { rows } = await source.query<{ id: number }>(
    'select matter_id as id from operations.incident where cause_key = $1',
    [cause],
  );
  return rows[0]?.id ?? null;
}

export type NewIncident = Pick<Incident, 'id' | 'summary' | 'category' | 'drill' | 'personalData' | 'detectedAt'> & {
  readonly cause: string | null;
};

export async function insertIncident(source: Source, incident: NewIncident): Promise<void> {
  await source.query(
    `insert into operations.incident (matter_id, category, drill, personal_data, detected_at, summary, cause_key)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      incident.id,
      incident.category,
      incident.drill,
      incident.personalData,
      incident.detectedAt,
      incident.summary,
      incident.cause,
    ],
  );
}

export type IncidentChange = {
  readonly grade?: Grade;
  readonly personalData?: boolean;
  readonly notifiedAt?: Date;
  readonly outcome?: string;
};

export async function changeIncident(source: Source, id: number, change: IncidentChange): Promise<void> {
  await source.query(
    `update operations.incident
        set grade = coalesce($2, grade), personal_data = coalesce($3, personal_data),
            notified_at = coalesce($4, notified_at), outcome = coalesce($5, outcome)
      where matter_id = $1`,
    [id, change.grade ?? null, change.personalData ?? null, change.notifiedAt ?? null, change.outcome ?? null],
  );
}

export type DrillDuty = {
  readonly year: number;
  readonly matterId: number;
  readonly drillId: number | null;
  readonly dueOn: Day | 'infinity';
  readonly closed: boolean;
};

export async function drillDuty(source: Source, year: number): Promise<DrillDuty | null> {
  const { rows } = await source.query<DrillDuty>(
    `select d.year, d.matter_id as "matterId", d.drill_id as "drillId", m.due_on as "dueOn",
            m.closed_at is not null as closed
       from operations.drill_duty d join kernel.matter m on m.id = d.matter_id where d.year = $1`,
    [year],
  );
  return rows[0] ?? null;
}

/** The first drill that was detected in a year and taken to its end. */
export async function finishedDrill(source: Source, year: number): Promise<{ id: number; number: string } | null> {
  const { rows } = await source.query<{ id: number; number: string }>(
    `select i.matter_id as id, m.number from operations.incident i join kernel.matter m on m.id = i.matter_id
      where i.drill and m.state = 'reviewed'
        and extract(year from i.detected_at at time zone 'Asia/Shanghai') = $1
      order by i.detected_at limit 1`,
    [year],
  );
  return rows[0] ?? null;
}
