import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedIn, type TestCity } from '../../identity/testing.ts';
import { day } from '../../kernel/index.ts';
import { approve, saveDraft, send, sign, submitDraft } from '../operations/reply.ts';
import { at, type Office, officeOf, received, requestsCity } from '../testing.ts';
import { statistics, statisticsRowsOf } from './operations.ts';

const TODAY = day('2026-05-20');
let city: TestCity;
let office: Office;

async function answer(id: number, on: string): Promise<void> {
  const doing = (actor = office.officer) => ({ matter: id, actor, at: at(on), papers: null });
  const draft = { decision: '3.1', points: { where: '见网站' }, attachments: [] };
  await saveDraft(city.kernel, { ...doing(), draft });
  await submitDraft(city.kernel, doing());
  await approve(city.kernel, doing(office.legal));
  await sign(city.kernel, doing(office.head));
  await send(city.kernel, { ...doing(), how: 'web' });
}

beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
  const onTime = await received(city, office, '2026-03-02');
  const late = await received(city, office, '2026-03-02', { channel: 'oral', wanted: '另一份' });
  await received(city, office, '2026-03-03', { wanted: '没有人答复的' });
  await answer(onTime.id, '2026-03-12');
  await answer(late.id, '2026-04-21');
  city.setNow(at(TODAY));
});
afterAll(() => city.close());

const looking = () => ({ actor: office.officer, today: TODAY });
const year = { from: '2026-01-01', to: '2026-12-31' };

describe('statistics of requests', () => {
  test('count what came, what was answered in time and late, and what nobody answers', async () => {
    const { total, measures } = await statistics(city.kernel, { ...year, by: 'agency' }, looking());
    const values = Object.fromEntries(measures.map(({ id }, i) => [id, total.cells[i]?.value]));
    // 10 and 50 days.
    expect(values).toEqual({ received: '3', concluded: '2', onTime: '50.00', late: '1', openLate: '1', days: '30.0' });
  });

  test.each(['agency', 'channel', 'kind', 'decision', 'month'] as const)(
    'told apart by %s every line adds up to the total, and opens down to its requests',
    async (by) => {
      const found = await statistics(city.kernel, { ...year, by }, looking());
      for (const [i, measure] of found.measures.entries()) {
        const sum = found.lines.reduce((all, { cells }) => all + Number(cells[i]?.numerator), 0);
        expect(String(sum)).toBe(found.total.cells[i]?.numerator);
        for (const { key, cells } of found.lines) {
          const asked = { ...year, by, measure: measure.id, key, side: 'numerator' as const };
          const { rows } = await statisticsRowsOf(city.kernel, asked, looking());
          const quantity = rows.reduce((all, row) => all + Number(row.quantity), 0);
          expect(String(quantity)).toBe(cells[i]?.numerator);
        }
      }
    },
  );

  test('what is not decided is a line of its own', async () => {
    const { lines } = await statistics(city.kernel, { ...year, by: 'decision' }, looking());
    expect(lines.map(({ key, title }) => [key, title])).toEqual([
      ['3.1', '3.1 予以公开'],
      ['-', '（无）'],
    ]);
  });

  test('nobody is late before the day after his last, however far the period reaches', async () => {
    const on = async (today: string, to: string) => {
      const found = await statistics(
        city.kernel,
        { from: '2026-01-01', to, by: 'agency' },
        { ...looking(), today: day(today) },
      );
      return found.total.cells[4]?.value;
    };
    // Two came on 2 March and are owed by the 30th, one a day later; one of the two is answered on 21 April.
    expect(await on('2026-03-31', '2026-12-31')).toBe('0');
    expect(await on('2026-04-01', '2026-12-31')).toBe('1');
    expect(await on('2026-05-20', '2026-03-29')).toBe('0');
    expect(await on('2026-05-20', '2026-03-30')).toBe('1');
    expect(await on('2026-05-20', '2026-03-31')).toBe('2');
  });

  test('somebody of another agency sees nothing of it, and may not name it', async () => {
    const grants = [{ role: 'request-officer', agencyId: office.agencyId + 1 }];
    const actor = { ...office.officer, grants, agenciesBelow: new Set<number>() };
    const other = { ...looking(), actor };
    expect((await statistics(city.kernel, { ...year, by: 'agency' }, other)).lines).toEqual([]);
    const named = statistics(city.kernel, { ...year, by: 'agency', agency: office.agencyId }, other);
    await expect(named).rejects.toMatchObject({ code: 'access/forbidden' });
  });

  test('a period that ends before it begins, and a figure that there is not, are refused', async () => {
    const backwards = { from: '2026-02-01', to: '2026-01-01', by: 'agency' as const };
    await expect(statistics(city.kernel, backwards, looking())).rejects.toMatchObject({
      code: 'information-requests/bad-period',
    });
    const none = { ...year, by: 'agency' as const, measure: 'x', side: 'numerator' as const };
    await expect(statisticsRowsOf(city.kernel, none, looking())).rejects.toMatchObject({
      code: 'information-requests/no-such-figure',
    });
  });

  test('over HTTP as a table, a workbook and CSV', async () => {
    const cookie = await signedIn(city.web, 'yishenqing');
    const query = `from=${year.from}&to=${year.to}&by=channel`;
    const get = (path: string) =>
      city.web.inject({ url: `/api/information-requests/statistics${path}?${query}`, headers: { cookie } });
    const answered = await get('');
    expect(answered.statusCode).toBe(200);
    expect(answered.json<{ lines: { title: string }[] }>().lines.map(({ title }) => title)).toEqual([
      '当面提交',
      '口头（工作人员代填）',
    ]);
    const [sheet] = await readWorkbook((await get('.xlsx')).rawPayload);
    expect(sheet?.data.at(-1)).toEqual(['合计', 3, 2, 50, 1, 2, 1, 1, 30, 60, 2]);
    expect((await get('.csv')).body).toContain('合计,3,2,50');
  });
});
