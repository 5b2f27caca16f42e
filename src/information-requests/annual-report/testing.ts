import type pg from 'pg';
import { COLUMNS, type Column, GROUPS, LEAVES, PART_COLUMNS, RESULTS, ROWS, type Row } from './form.ts';
import { columnLabels, resultLabels, rowHeadings, rowLabels } from './text.ts';

/** Figures of a whole report, row by row in the order of the columns. */
export type Figures = { three: Record<Row, number[]>; four: number[][] };

/** A report in which every check holds; `seed` makes another one. */
export function soundFigures(seed: number): Figures {
  const part = (row: number, column: number): number =>
    ((row * 7 + column * 5 + seed * 3) % 11) + (column === 0 ? 20 : 0);
  const parts = (row: number): number[] => PART_COLUMNS.map((_, column) => part(row, column));
  const whole = (cells: readonly number[]): number[] => [...cells, cells.reduce((all, each) => all + each, 0)];
  const leaves = LEAVES.map((_, row) => parts(row));
  const sums = PART_COLUMNS.map((_, column) => leaves.reduce((all, row) => all + (row[column] ?? 0), 0));
  const carried = parts(31);
  const before = parts(37);
  const asked = sums.map((sum, column) => sum + (carried[column] ?? 0) - (before[column] ?? 0));
  const three: Record<string, number[]> = {
    R1: whole(asked),
    R2: whole(before),
    R4: whole(carried),
    '3.7': whole(sums),
  };
  LEAVES.forEach((leaf, i) => {
    three[leaf] = whole(leaves[i] ?? []);
  });
  const four = GROUPS.map((_, group) => {
    const cells = [119, 25, 91, 24].map((value) => value + group + seed);
    return whole(cells);
  });
  return { three: three as Record<Row, number[]>, four };
}

type Look = {
  /** How a figure is written. */
  readonly write?: (value: number, row: Row, column: Column) => string;
  readonly rows?: readonly Row[];
  readonly year?: number;
};

/** The page on which agencies publish it: merged headings, one table for each section. */
export function pageOf({ three, four }: Figures, { write = String, rows = ROWS, year = 2025 }: Look = {}): string {
  const body = rows.map((row) => {
    const cells = COLUMNS.map((column, x) => `<td><p>${write(three[row][x] ?? 0, row, column)}</p></td>`);
    return `<tr>${labelCells(row, rows)}${cells.join('')}</tr>`;
  });
  const results = RESULTS.map((result) => `<td>${resultLabels[result]}</td>`).join('');
  return `<h1>某局${year}年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p>
<table border=1><tr><td colspan=3 rowspan=3>（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td><td colspan=7>申请人情况</td></tr>
<tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总&nbsp;计</td></tr>
<tr><td>商业<br>企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>
${body.join('\n')}</table>
<p>四、政府信息公开行政复议、行政诉讼情况</p>
<table><tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>
<tr>${RESULTS.map((result) => `<td rowspan=2>${resultLabels[result]}</td>`).join('')}<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>
<tr>${results}${results}</tr><tr>${four
    .flat()
    .map((value) => `<td>${value}</td>`)
    .join('')}</tr></table>`;
}

/** Merged label cells, each written once where it begins. */
function labelCells(row: Row, rows: readonly Row[]): string {
  if (row === 'R1' || row === 'R2' || row === 'R4') return `<td colspan="3">${rowLabels[row]}</td>`;
  const results = rows.filter((each) => each.startsWith('3'));
  const first = row === results[0] ? `<td rowspan="${results.length}">${rowHeadings.results}</td>` : '';
  const heading = row.slice(0, 3);
  const siblings = results.filter((each) => each.startsWith(`${heading}.`));
  if (siblings.length === 0) return `${first}<td colspan="2">${rowLabels[row]}</td>`;
  if (siblings.length === 1)
    return `${first}<td colspan="2">${new Map(Object.entries(rowHeadings)).get(heading) ?? ''}</td>`;
  const above =
    row === siblings[0]
      ? `<td rowspan="${siblings.length}">${new Map(Object.entries(rowHeadings)).get(heading) ?? ''}</td>`
      : '';
  return `${first}${above}<td>${rowLabels[row]}</td>`;
}

/** The same as cells of a sheet, where a merged cell stands in its first place only. */
export function sheetOf({ three, four }: Figures): (string | number | null)[][] {
  const blank = (n: number): null[] => Array.from({ length: n }, () => null);
  const [natural = '', ...others] = COLUMNS.map((column) => columnLabels[column]);
  return [
    ['某局2025年政府信息公开工作年度报告', ...blank(9)],
    [null, null, null, '申请人情况', ...blank(6)],
    [null, null, null, natural, '法人或其他组织', ...blank(4), others.at(-1) ?? ''],
    [null, null, null, null, ...others.slice(0, -1), null],
    ...ROWS.map((row) => {
      const heading = new Map(Object.entries(rowHeadings)).get(row.slice(0, 3));
      const isFirst = row.endsWith('.1') && row.length > 3;
      const labels = row.startsWith('R')
        ? [rowLabels[row], null, null]
        : [
            row === '3.1' ? rowHeadings.results : null,
            heading ? (isFirst ? heading : null) : rowLabels[row],
            heading ? rowLabels[row] : null,
          ];
      return [...labels, ...three[row]];
    }),
    ['行政复议', ...blank(4), '行政诉讼', ...blank(9)],
    [...RESULTS.map((result) => resultLabels[result]), '未经复议直接起诉', ...blank(4), '复议后起诉', ...blank(4)],
    [...blank(5), ...RESULTS.map((result) => resultLabels[result]), ...RESULTS.map((result) => resultLabels[result])],
    four.flat(),
  ];
}

/** A request as far as the report counts it. */
export type PastRequest = {
  readonly agencyId: number;
  readonly kind: string;
  readonly receivedOn: string | null;
  readonly concludedOn: string | null;
  readonly decision: string | null;
};

/** Puts requests into a database as they would stand there, without going through their acts. */
export async function plantRequests(owner: Pick<pg.Pool, 'query'>, requests: readonly PastRequest[]): Promise<void> {
  const { rows } = await owner.query<{ id: number }>(
    `insert into kernel.process (kind, digest, definition) values ('information-request', 'planted', '{}')
     on conflict (kind, digest) do update set kind = excluded.kind returning id`,
  );
  await owner.query(
    `with asked as (
       select * from unnest($2::int[], $3::text[], $4::date[], $5::date[], $6::text[])
         with ordinality as a (agency_id, kind, received_on, concluded_on, decision, n)),
     opened as (
       insert into kernel.matter (kind, process_id, number, title, region, agency_id, state, opened_at, acted_at, due_on, warn_on, seq, head)
       select 'information-request', $1, 'GK-' || gen_random_uuid(), '申请 ' || n, '590900', agency_id, 'archived', now(), now(), 'infinity', 'infinity', 1, sha256(n::text::bytea)
         from asked order by n returning id, title)
     insert into information_requests.request (matter_id, agency_id, channel, applicant_kind, subject, wanted, medium, way, tokens, code_hash, submitted_at, received_on, concluded_on, decision, decided_at)
     select o.id, a.agency_id, 'web', a.kind, o.title, '', 'electronic', 'web', '', sha256('x'), coalesce(a.received_on, a.concluded_on, '2024-01-01'), a.received_on, a.concluded_on, a.decision,
            case when a.decision is not null then coalesce(a.concluded_on, now()) end
       from opened o join asked a on o.title = '申请 ' || a.n`,
    [
      rows[0]?.id,
      requests.map(({ agencyId }) => agencyId),
      requests.map(({ kind }) => kind),
      requests.map(({ receivedOn }) => receivedOn),
      requests.map(({ concludedOn }) => concludedOn),
      requests.map(({ decision }) => decision),
    ],
  );
}

type PastDispute = {
  readonly kind: string;
  readonly acceptedOn: string;
  readonly result: string | null;
  readonly resultOn: string | null;
  readonly after?: boolean;
};

/** Puts cases into the register as they would stand there. */
export async function plantDisputes(
  owner: Pick<pg.Pool, 'query'>,
  agencyId: number,
  disputes: readonly PastDispute[],
): Promise<void> {
  for (const { kind, acceptedOn, result, resultOn, after = false } of disputes)
    await owner.query(
      `with m as (insert into kernel.matter (kind, process_id, number, title, region, agency_id, state, opened_at, acted_at, due_on, warn_on, seq, head)
         select $2, max(id), 'SS-' || gen_random_uuid(), '', '590900', $1, 'closed', now(), now(), 'infinity', 'infinity', 1, sha256('x') from kernel.process returning id)
       insert into information_requests.dispute (matter_id, agency_id, kind, authority, ground, accepted_on, served_on, result, result_on, after_reconsideration)
       select id, $1, $2, '市政府', '', $3, $3, $4, $5, $6 from m`,
      [agencyId, kind, acceptedOn, result, resultOn, after],
    );
}

type PastDocument = { readonly formedOn: string; readonly endedOn: string | null; readonly publishedOn?: string };

/** Puts normative documents into what was published: `文件 1`, `文件 2` … */
export async function plantDocuments(
  owner: Pick<pg.Pool, 'query'>,
  agencyId: number,
  documents: readonly PastDocument[],
): Promise<void> {
  for (const [i, { formedOn, endedOn, publishedOn = formedOn }] of documents.entries()) {
    const key = `TEST-${agencyId}-${i + 1}`;
    const values = [key, `文件 ${i + 1}`, agencyId, publishedOn, endedOn ?? publishedOn];
    await owner.query(
      `insert into disclosure.index_number (number, agency_id, year, serial, given_at) values ($1, $2, 2026, 90000 + $3::int, now())`,
      [key, agencyId, i],
    );
    await owner.query(
      `insert into disclosure.published (index_number, version, title, summary, agency_id, region, node, domains, keywords, genre, formed_on, published_at, changed_at, validity)
       values ($1, 1, $2, '', $3, '590900', 'ML.3.01.03', '{}', '{}', 'policy-document', $6::date, $4::timestamptz, $5::timestamptz, $7)`,
      [...values, formedOn, endedOn === null ? 'in-force' : 'abolished'],
    );
    await owner.query(
      `insert into kernel.record (kind, key, version, title, agency_id, region, content, validity, published_at, first_published_at, replaced_at, hash, change)
       values ('publication', $1, 1, $2, $3, '590900', '{}', 'in-force', $4, $4, $5, '\\x00', 'publish')`,
      [...values.slice(0, 4), endedOn],
    );
    if (endedOn !== null)
      await owner.query(
        `insert into kernel.record (kind, key, version, title, agency_id, region, content, validity, published_at, first_published_at, hash, change)
         values ('publication', $1, 2, $2, $3, '590900', '{}', 'abolished', $5, $4, '\\x00', 'validity')`,
        values,
      );
  }
}
