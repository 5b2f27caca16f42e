import { directoryOf } from '../../identity/index.ts';
import { type Actor, agenciesWithin, type Day, day, type Kernel, light, pageOf, queryOf } from '../../kernel/index.ts';
import type { RegisterPage, RegisterQuery } from '../contract.ts';
import { databaseOf } from '../repo/database.ts';
import { type RegisterFilter, type RegisterRow, registerRows } from '../repo/register.ts';
import { canonicalWords } from '../sealed.ts';

const PAGE = 50;

export type Looking = { readonly actor: Actor; readonly today: Day };

/** The agencies whose requests somebody may see. */
export async function agenciesSeen(kernel: Kernel, actor: Actor): Promise<readonly number[]> {
  return agenciesWithin(kernel.access, actor, 'information-requests.read');
}

/** A number that was typed in full, as it is written. */
const numberIn = (typed: string): string | null => {
  const plain = typed.normalize('NFKC').trim().toUpperCase();
  return /^XG-\d{2,12}-\d{4}-\d{6,}$/u.test(plain) ? plain : null;
};

/** What somebody looks for, within what he may see. */
export async function filterOf(
  kernel: Kernel,
  query: RegisterQuery,
  { actor, today }: Looking,
): Promise<RegisterFilter> {
  const seen = await agenciesSeen(kernel, actor);
  const typed = query.q ?? '';
  const number = numberIn(typed);
  // Who asks is known to those who have to reach him; others do not find anybody by his name.
  const mayKnow = seen.some((agencyId) => kernel.access.may(actor, 'information-requests.unmask', { agencyId }));
  return {
    agencies: query.agency === undefined ? seen : seen.filter((id) => id === query.agency),
    query: typed === '' || number ? null : queryOf(typed),
    number,
    names: typed === '' || number || !mayKnow ? null : kernel.seal.lookups(canonicalWords(typed)),
    channel: query.channel ?? null,
    kind: query.kind ?? null,
    decision: query.decision ?? null,
    standing: query.standing ?? null,
    from: query.from === undefined ? null : day(query.from),
    to: query.to === undefined ? null : day(query.to),
    today,
    before: query.before ?? null,
    limit: PAGE + 1,
  };
}

/** One page of the register (台账), newest first. @law 政府信息公开条例 第四十五条 */
export async function registerPage(kernel: Kernel, query: RegisterQuery, looking: Looking): Promise<RegisterPage> {
  const rows = await registerRows(databaseOf(kernel), await filterOf(kernel, query, looking));
  const directory = await directoryOf(kernel);
  const { rows: shown, next } = pageOf(rows, PAGE, ({ id }) => id);
  return {
    rows: shown.map((row) => ({
      id: row.id,
      number: row.number,
      subject: row.subject,
      agencyName: directory.agencyName(row.agencyId),
      channel: row.channel,
      applicantKind: row.applicantKind,
      state: row.state,
      submittedOn: row.submittedOn,
      receivedOn: row.receivedOn,
      dueOn: row.dueOn,
      decision: row.decision,
      concludedOn: row.concludedOn,
      light: lightOf(row, looking.today),
    })),
    next,
  };
}

/** Red from the clock alone: nobody has to report that a reply is late. */
function lightOf(row: RegisterRow, today: Day): RegisterPage['rows'][number]['light'] {
  if (row.concludedOn !== null) return 'done';
  if (row.dueOn === null) return 'paused';
  return light({ dueOn: row.dueOn, warnOn: row.warnOn }, today);
}
