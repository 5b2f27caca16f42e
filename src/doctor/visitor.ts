import type pg from 'pg';
import { type Finding, ok, warning, wrong } from '../kernel/index.ts';
import { databaseText as text } from './text-database.ts';

type Source = Pick<pg.Pool, 'query'>;

/** How the connections of the public pages see the database. */
type VisitorFacts = {
  readonly role: string;
  readonly readOnly: string;
  /** What the login itself may read besides the published views, without the role it takes: the first few. */
  readonly reaches: readonly string[];
};

/**
 * Whether the public pages are cut off from everything that is not published.
 *
 * @param visitor connections as the public pages open them
 * @param owner the same database as its owner sees it
 * @param isPublic a login of its own is asked for where others can reach the machine
 */
export async function visitorFindings(
  visitor: Source,
  owner: Source,
  { isPublic }: { readonly isPublic: boolean },
): Promise<readonly Finding[]> {
  let facts: VisitorFacts | undefined;
  try {
    ({
      rows: [facts],
    } = await visitor.query<VisitorFacts>(FACTS));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [wrong('visitor/away', text.visitorAway(reason), text.visitorAwayMend)];
  }
  if (!facts) throw new Error('the database said nothing about visitors');
  if (facts.role !== 'mingtang_public' || facts.readOnly !== 'on')
    return [wrong('visitor/role-not-taken', text.visitorRole(facts.role), text.poolerMend)];
  const findings: Finding[] = [];
  if ((await logOf(visitor)) !== (await logOf(owner)))
    findings.push(wrong('visitor/other-database', text.visitorElsewhere, text.visitorElsewhereMend));
  if (isPublic && facts.reaches.length > 0)
    findings.push(warning('visitor/reaches-more', text.visitorReaches(facts.reaches.join('、')), text.visitorMend));
  return findings.length > 0 ? findings : [ok('visitor/cut-off', text.visitorCutOff)];
}

const FACTS = `
  select current_user as role, current_setting('transaction_read_only') as "readOnly",
         array(select format('%I.%I', n.nspname, c.relname)
                 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
                  and n.nspname !~ '^(pg_|information_schema$)' and n.nspname <> 'pub'
                  and has_table_privilege(session_user, c.oid, 'select')
                order by 1 limit 3) as reaches`;

/** The public log has a name and a key of its own, so it tells two cities apart, and a city from its standby not. */
const logOf = (source: Source): Promise<string> =>
  source
    .query<{ told: string }>(
      `select coalesce(string_agg(concat_ws(' ', id, origin, vkey), ',' order by id), '') as told from pub.pub_log`,
    )
    .then(({ rows }) => rows[0]?.told ?? '');
