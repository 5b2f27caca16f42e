import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPublicPool } from '../../src/kernel/index.ts';
import { type TestDatabase, testDatabase } from '../../src/kernel/testing/database.ts';

/**
 * Everything that visitors may read. A view that is added here is read by everybody, search engines included: look at
 * each of its columns and rows, and at `published.ts`, before you add it.
 */
const VIEWS = [
  'pub.pub_affair',
  'pub.pub_agency',
  'pub.pub_annual_report',
  'pub.pub_annual_report_dispute',
  'pub.pub_annual_report_edition',
  'pub.pub_annual_report_item',
  'pub.pub_annual_report_request',
  'pub.pub_application',
  'pub.pub_article',
  'pub.pub_board',
  'pub.pub_board_posting',
  'pub.pub_call_back',
  'pub.pub_carried',
  'pub.pub_consistency_mismatch',
  'pub.pub_consultation',
  'pub.pub_delivery',
  'pub.pub_disclosure_board',
  'pub.pub_dispute',
  'pub.pub_enforcement_entry',
  'pub.pub_enforcement_repair',
  'pub.pub_enforcement_result',
  'pub.pub_error_report',
  'pub.pub_evaluation',
  'pub.pub_fee_table',
  'pub.pub_foreign_link',
  'pub.pub_gazette',
  'pub.pub_gazette_item',
  'pub.pub_gazette_version',
  'pub.pub_information_request',
  'pub.pub_institution',
  'pub.pub_interpretation_follow_up',
  'pub.pub_letter',
  'pub.pub_log',
  'pub.pub_log_checkpoint',
  'pub.pub_log_cosignature',
  'pub.pub_log_leaf',
  'pub.pub_log_node',
  'pub.pub_log_trouble',
  'pub.pub_offer',
  'pub.pub_opinion',
  'pub.pub_page',
  'pub.pub_page_batch',
  'pub.pub_page_version',
  'pub.pub_placement',
  'pub.pub_policy_set',
  'pub.pub_post_holder',
  'pub.pub_print',
  'pub.pub_privacy_hit',
  'pub.pub_publication',
  'pub.pub_publication_content',
  'pub.pub_publication_file',
  'pub.pub_publication_link',
  'pub.pub_publication_version',
  'pub.pub_ratable',
  'pub.pub_rating',
  'pub.pub_reading',
  'pub.pub_reading_point',
  'pub.pub_reassessment',
  'pub.pub_redirect',
  'pub.pub_region',
  'pub.pub_register_entry',
  'pub.pub_request_answer',
  'pub.pub_request_limits',
  'pub.pub_search_document',
  'pub.pub_site_closing',
  'pub.pub_site_year',
  'pub.pub_turned_back',
  'pub.pub_upward_report',
];
const FUNCTIONS = [
  'pub.pub_consent_letter(text)',
  'pub.pub_document(text)',
  'pub.pub_payment(uuid)',
  'pub.pub_request_letter(text)',
];
/** Public as a whole, rows and columns: a condition of the reader's own has nothing to find out. */
const WITHOUT_BARRIER = [
  'pub.pub_article',
  'pub.pub_delivery',
  'pub.pub_error_report',
  'pub.pub_foreign_link',
  'pub.pub_log',
  'pub.pub_log_checkpoint',
  'pub.pub_log_cosignature',
  'pub.pub_log_leaf',
  'pub.pub_log_node',
  'pub.pub_offer',
  'pub.pub_page',
  'pub.pub_page_batch',
  'pub.pub_page_version',
  'pub.pub_placement',
  'pub.pub_publication',
  'pub.pub_publication_link',
  'pub.pub_reading',
  'pub.pub_redirect',
  'pub.pub_search_document',
];

const DENIED = '42501';
const READ_ONLY = '25006';

let database: TestDatabase;
let owner: pg.Pool;
let visitor: pg.Pool;
beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  visitor = openPublicPool({ url: database.publicUrl, max: 2 });
  // What nobody has thought of yet.
  await owner.query(`create table kernel.thought_of_later (secret text); insert into kernel.thought_of_later values ('x');
    create view pub.pub_thought_of_later as select secret from kernel.thought_of_later;
    create function kernel.thought_of_later() returns text language sql security definer as $$ select 'x' $$;
    create schema later; create table later.secret (secret text)`);
});
afterAll(async () => {
  await visitor.end();
  await owner.end();
  await database.drop();
});

/** What the visitor is answered: `done`, or the code PostgreSQL refuses with. Whatever was done is undone. */
async function tried(sql: string, before: readonly string[] = []): Promise<string> {
  const client = await visitor.connect();
  try {
    await client.query('begin');
    for (const statement of before) await client.query(statement);
    await client.query(sql);
    return 'done';
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? 'no code') : String(error);
  } finally {
    await client.query('rollback');
    await client.query('reset all').catch(() => undefined);
    client.release();
  }
}

type Relation = { readonly name: string; readonly kind: string; readonly column: string | null };

const relations = async (): Promise<readonly Relation[]> =>
  (
    await owner.query<Relation>(`
      select format('%I.%I', n.nspname, c.relname) as name, c.relkind as kind,
             (select quote_ident(a.attname) from pg_attribute a
               where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum limit 1) as column
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'v', 'm', 'p', 'f', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       order by 1`)
  ).rows;

/** Names of what could be done, under a session that may write where the role may. */
async function allowed(statements: readonly (readonly [name: string, sql: string])[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, sql] of statements)
    if ((await tried(sql, ['set transaction read write'])) !== DENIED) found.push(name);
  return found;
}

describe('what the public role can reach', () => {
  test('of all tables and views it reads the reviewed ones, and no others', async () => {
    const all = await relations();
    expect(all.length).toBeGreaterThan(60);
    const read = await allowed(all.map(({ name }) => [name, `select * from ${name} limit 1`]));
    expect(read).toEqual(VIEWS);
    for (const view of VIEWS) expect(await tried(`select * from ${view} limit 1`), view).toBe('done');
  });

  test('not one column of the others', async () => {
    const { rows } = await owner.query<{ name: string }>(`
      select distinct format('%I.%I', n.nspname, c.relname) as name
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'v', 'm', 'p', 'f') and n.nspname !~ '^pg_'
         and n.nspname <> 'information_schema'
         and has_column_privilege('mingtang_public', c.oid, a.attnum, 'select') order by 1`);
    expect(rows.map(({ name }) => name)).toEqual(VIEWS);
  });

  test('it writes nowhere, though its transaction were one that writes', async () => {
    const writes = (await relations()).flatMap(({ name, kind, column }) =>
      kind === 'S'
        ? [`select nextval('${name}')`, `select setval('${name}', 1)`, `select * from ${name}`]
        : [
            `insert into ${name} default values`,
            `update ${name} set ${column} = default`,
            `delete from ${name}`,
            `truncate ${name}`,
            `lock table ${name} in row exclusive mode`,
            `copy ${name} from stdin`,
            `create trigger t before insert on ${name} execute function pg_catalog.suppress_redundant_updates_trigger()`,
            `comment on table ${name} is 'x'`,
          ],
    );
    const done: string[] = [];
    for (const sql of writes) {
      const answer = await tried(sql, ['set transaction read write']);
      // 42809: not a table to begin with; 0A000, 55000: a view that nothing can be written to; 428C9: a column of that kind.
      if (![DENIED, '42809', '0A000', '55000', '428C9'].includes(answer)) done.push(`${answer} ${sql}`);
    }
    expect(done).toEqual([]);
    const { rows } = await owner.query(`
      select c.relname, privilege from pg_class c
       cross join unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as privilege
       where c.relkind in ('r', 'v', 'm', 'p', 'f') and has_table_privilege('mingtang_public', c.oid, privilege)
         and c.relnamespace <> 'pg_catalog'::regnamespace`);
    expect(rows).toEqual([]);
  });

  test('it calls the reviewed functions, and no others of ours', async () => {
    const { rows } = await owner.query<{ name: string; call: string }>(`
      select format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name,
             format('select %I.%I(%s)', n.nspname, p.proname,
               (select string_agg(format('null::%s', format_type(t, null)), ', ' order by i)
                  from unnest(p.proargtypes::oid[]) with ordinality as a(t, i))) as call
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`);
    expect(rows.length).toBeGreaterThan(6);
    expect(await allowed(rows.map(({ name, call }) => [name, call]))).toEqual([
      'pub.pub_consent_letter(p_code text)',
      'pub.pub_document(p_code text)',
      'pub.pub_payment(p_id uuid)',
      'pub.pub_request_letter(p_code text)',
    ]);
    const { rows: granted } = await owner.query<{ name: string }>(`
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
         and has_function_privilege('mingtang_public', p.oid, 'execute') order by 1`);
    expect(granted.map(({ name }) => name)).toEqual(FUNCTIONS);
  });

  test('of schemas it uses one, and makes nothing in any', async () => {
    const { rows } = await owner.query<{ name: string; uses: boolean; makes: boolean }>(`
      select nspname as name, has_schema_privilege('mingtang_public', oid, 'usage') as uses,
             has_schema_privilege('mingtang_public', oid, 'create') as makes
        from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1`);
    expect(rows.filter(({ uses }) => uses).map(({ name }) => name)).toEqual(['pub', 'public']);
    expect(rows.filter(({ makes }) => makes)).toEqual([]);
  });
});

describe('ways around', () => {
  const CANARY = 'kanari-in-a-query';

  test.each([
    ['passwords', 'select * from pg_authid'],
    ['passwords', 'select * from pg_shadow'],
    ['statistics of columns', 'select * from pg_statistic'],
    ['large objects', 'select * from pg_largeobject'],
    ['mappings', 'select * from pg_user_mapping'],
    ['who may connect', 'select * from pg_hba_file_rules'],
    ['settings in files', 'select * from pg_file_settings'],
    ['a file of the server', "select pg_read_file('/etc/passwd')"],
    ['a file of the server, as bytes', "select pg_read_binary_file('/etc/passwd')"],
    ['a folder of the server', "select pg_ls_dir('.')"],
    ['a file by copy', "copy (select 1) to '/tmp/x'"],
    ['a program', "copy (select 1) to program 'true'"],
    ['a file into a large object', "select lo_import('/etc/passwd')"],
    ['the program’s role', 'set role mingtang_app'],
    ['the owner’s role', 'set role postgres'],
    ['another session', 'set session authorization postgres'],
    ['a role by a function', "select set_config('role', 'mingtang_app', false)"],
    ['an extension', 'create extension dblink'],
    ['an extension', 'create extension file_fdw'],
    ['a table', 'create table pub.mine (x int)'],
    ['a function', "create function pub.mine() returns int language sql as 'select 1'"],
    ['a schema', 'create schema mine'],
    ['a role', 'create role mine'],
    ['a setting of the database', 'alter database postgres set search_path = kernel'],
    ["another's password", "alter role mingtang_app password 'x'"],
    ['a setting that only superusers change', "set log_min_error_statement = 'debug5'"],
    ['a new large object', 'select lo_create(0)'],
    ['a new large object with content', "select lo_from_bytea(0, 'x')"],
    ['the place of replication', "select pg_create_logical_replication_slot('x', 'test_decoding')"],
  ])('%s: %s', async (_what, sql) => {
    expect(await tried(sql, ['set transaction read write'])).toBe(DENIED);
  });

  test('to be nobody in particular is to have no right at all', async () => {
    // `set role none` leads back to the login, and that can be the public role and nothing else.
    expect(await tried('select * from kernel.matter', ['set role none'])).toBe(DENIED);
    expect(await tried('select * from kernel.matter', ['reset role'])).toBe(DENIED);
    expect(await tried('select * from kernel.matter', [`select set_config('role', 'none', false)`])).toBe(DENIED);
    const { rows } = await visitor.query<{ login: string; roles: string[] }>(`
      select session_user::text as login,
             (select array_agg(rolname::text order by rolname) from pg_roles
               where pg_has_role(session_user, oid, 'member')) as roles`);
    expect(rows[0]?.roles).toEqual(['mingtang_public', rows[0]?.login]);
  });

  test('unless told otherwise it does not write at all, and nothing takes long', async () => {
    expect(await tried('create temporary table t (x int)')).toBe(READ_ONLY);
    const { rows } = await visitor.query<{ timeout: string; readonly: string; path: string }>(
      `select current_setting('statement_timeout') as timeout, current_setting('transaction_read_only') as readonly,
              current_setting('search_path') as path`,
    );
    expect(rows).toEqual([{ timeout: '5s', readonly: 'on', path: 'pub' }]);
  });

  test('what others ask just now is not shown', async () => {
    const other = await owner.connect();
    await other.query(`select '${CANARY}'`);
    const { rows } = await visitor.query<{ query: string }>('select query from pg_stat_activity');
    other.release();
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ query }) => query.includes(CANARY))).toEqual([]);
  });

  test('nor are the commonest values of a column', async () => {
    await owner.query(`insert into kernel.setting (key, value) select '${CANARY}' || i, '1' from generate_series(1, 9) i;
      analyze kernel.setting`);
    const { rows: known } = await owner.query(`select 1 from pg_stats where tablename = 'setting'`);
    expect(known.length).toBeGreaterThan(0);
    const { rows } = await visitor.query<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_stats where schemaname !~ '^pg_' and schemaname <> 'information_schema'`,
    );
    expect(rows).toEqual([]);
  });

  test('an error that quotes a value quotes none that is hidden', async () => {
    await owner.query(`insert into identity.region (code, name, level, kind, parent) values ('590000', '某省', 'province', '省', null);
      insert into identity.region (code, name, level, kind, parent, abolished_on)
      values ('590900', '${CANARY}', 'city', '市', '590000', '2020-01-01')`);
    const asked = visitor.query(`select * from pub.pub_region where name::int = 1`);
    await expect(asked).rejects.toThrow(/某省/u);
    const hidden = visitor.query(`select * from pub.pub_region where case when name <> '某省' then name::int = 1 end`);
    await expect(hidden).resolves.toMatchObject({ rows: [] });
  });
});

describe('the views themselves', () => {
  test('bear names that say what they are, and act for their owner', async () => {
    const { rows } = await owner.query<{ name: string; options: string[] | null }>(`
      select format('%I.%I', n.nspname, c.relname) as name, c.reloptions as options
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'pub' and c.relname <> 'pub_thought_of_later' order by 1`);
    expect(rows.map(({ name }) => name)).toEqual(VIEWS);
    expect(rows.filter(({ name }) => !/^pub\.pub_[a-z_]+$/u.test(name))).toEqual([]);
    const barrier = rows.filter(({ options }) => options?.includes('security_barrier=true')).map(({ name }) => name);
    expect(VIEWS.filter((view) => !barrier.includes(view))).toEqual(WITHOUT_BARRIER);
    expect(rows.filter(({ options }) => options?.some((option) => option.startsWith('security_invoker')))).toEqual([]);
  });

  test('one without a barrier hides nothing', async () => {
    for (const view of WITHOUT_BARRIER) {
      const { rows } = await owner.query<{ sql: string }>('select pg_get_viewdef($1::regclass) as sql', [view]);
      expect(rows[0]?.sql).toMatch(/^\s*select [\w,\s.]+ from [\w.]+;$/iu);
    }
  });
});
