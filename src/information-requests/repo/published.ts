import type pg from 'pg';
import type { Day } from '../../kernel/index.ts';

type Source = Pick<pg.Pool, 'query'>;

/** What was made public because several asked, newest first. */
export async function publishedAnswersOf(
  source: Source,
  limit: number,
): Promise<
  readonly { readonly id: number; readonly topic: string; readonly url: string | null; readonly publishedOn: Day }[]
> {
  const { rows } = await source.query<{ id: number; topic: string; url: string | null; published_on: Day }>(
    'select id, topic, url, published_on from pub.pub_request_answer order by published_on desc, id desc limit $1',
    [limit],
  );
  return rows.map(({ published_on: publishedOn, ...row }) => ({ ...row, publishedOn }));
}

export async function answerById(
  source: Source,
  id: number,
): Promise<{ readonly topic: string; readonly answer: string; readonly agencyId: number } | null> {
  const { rows } = await source.query<{ topic: string; answer: string | null; agency_id: number }>(
    'select topic, answer, agency_id from pub.pub_request_answer where id = $1',
    [id],
  );
  const row = rows[0];
  return row ? { topic: row.topic, answer: row.answer ?? '', agencyId: row.agency_id } : null;
}

/** A letter by the code on it: that there is one. */
export async function letterByCode(
  source: Source,
  code: string,
): Promise<{ readonly number: string; readonly title: string; readonly agencyId: number; readonly at: Date } | null> {
  const { rows } = await source.query<{ number: string; title: string; agency_id: number; issued_at: Date }>(
    'select number, title, agency_id, issued_at from pub.pub_request_letter($1)',
    [code],
  );
  const row = rows[0];
  return row ? { number: row.number, title: row.title, agencyId: row.agency_id, at: row.issued_at } : null;
}

/** Whether an order is paid, by the number that only its payer is sent back with; null when there is no such order. */
export async function paymentState(source: Source, id: string): Promise<'paid' | 'closed' | 'open' | null> {
  const { rows } = await source.query<{ state: 'paid' | 'closed' | 'open' }>('select state from pub.pub_payment($1)', [
    id,
  ]);
  return rows[0]?.state ?? null;
}
