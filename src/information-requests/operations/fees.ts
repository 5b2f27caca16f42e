import { type Acted, act, addDays, type Day, day, type Kernel, refuse, type Transaction } from '../../kernel/index.ts';
import { cancelPayment, orderPayment, type PaidOrder } from '../../kernel/link/index.ts';
import { feeTableOf } from '../fee-tables.ts';
import { bandsIn } from '../pages/fee-words.ts';
import { feeWords } from '../pages/text.ts';
import { writtenOn, yuan } from '../papers/words.ts';
import { applicantOf, itemsBefore } from '../repo/applicants.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { changeFee, feeOf, insertFee, oweBack } from '../repo/fees.ts';
import { changeRequest, type RequestRow } from '../repo/requests.ts';
import { type FeeMethod, feeFen, PAGE_WAYS } from '../rules/fees.ts';
import { canonicalWords, sealedAt } from '../sealed.ts';
import { text } from '../text.ts';
import { type Doing, legalDayOf, onMatter, read } from './doing.ts';
import { addresseeOf } from './intake.ts';
import { keep, type Written, write } from './letters.ts';
import { enterPaid } from './paid.ts';
import { mayResumePaid, resumePaid } from './resume.ts';

/** What the port of payments calls this: a paid order of it is answered by `feePaid`. */
export const FEE = 'information-requests.fee';

/** The first and the last day of the calendar month of a day. */
export function monthOf(on: Day): { readonly from: Day; readonly to: Day } {
  const from = day(`${on.slice(0, 7)}-01`);
  const next = day(`${addDays(from, 32).slice(0, 7)}-01`);
  return { from, to: addDays(next, -1) };
}

/** How many items the same applicant asked this agency for in the same calendar month before. */
export async function countBefore(kernel: Kernel, request: RequestRow): Promise<number> {
  const db = databaseOf(kernel);
  const applicant = await applicantOf(db, request.matterId);
  if (!applicant?.document || !request.receivedOn) return 0;
  const document = canonicalWords(kernel.seal.open(applicant.document, sealedAt.document(request.matterId)));
  return itemsBefore(
    db,
    request.agencyId,
    kernel.seal.lookups(document),
    monthOf(request.receivedOn),
    request.matterId,
  );
}

/**
 * Charges the processing fee: one method for a request, never both. The notice goes out within the reply period.
 *
 * @param quantity items this request counts as, or pages that are given
 * @throws Refusal information-requests/nothing-to-pay, charged-before, pages-not-charged (422), no-fee-table, too-late and those of an act
 * @law 政府信息公开条例 第四十二条; 政府信息公开信息处理费管理办法 第三条至第五条
 */
export async function charge(
  kernel: Kernel,
  { method, quantity, ...doing }: Doing & { readonly method: FeeMethod; readonly quantity: number },
): Promise<Acted> {
  const { snapshot, request } = await read(kernel, doing);
  if (await feeOf(databaseOf(kernel), snapshot.id)) throw refuse('information-requests/charged-before');
  if (method === 'pages' && !PAGE_WAYS.has(request.way))
    throw refuse('information-requests/pages-not-charged', {}, 422);
  const before = method === 'items' ? await countBefore(kernel, request) : 0;
  // A request from before a change keeps its table. What is made anew was received by nobody and is not charged for.
  const { table, since, source } = await feeTableOf(kernel, request.receivedOn ?? request.submittedOn);
  const amountFen = feeFen(table, method, quantity, before);
  let letter: Written | null = null;
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'charge',
    evidence: { at: doing.at, amountFen },
    facts: { method, quantity, before, amountFen, tableSince: since },
    ready: async () => {
      const { paper } = text;
      letter = await write(
        kernel,
        doing.papers,
        snapshot,
        {
          kind: 'fee-notice',
          words: {
            addressee: await addresseeOf(kernel, snapshot.id),
            body: [
              paper.asked(writtenOn(request.submittedOn), request.subject),
              paper.fee(yuan(amountFen)),
              method === 'items'
                ? paper.feeItems(quantity, before, bandsIn(table.items.bands, feeWords.item))
                : paper.feePages(quantity, bandsIn(table.pages.bands, feeWords.page)),
              paper.feeBasis(table[method].law, source),
              paper.feeUntil,
              paper.feeHow,
            ],
          },
        },
        doing.at,
      );
    },
    write: async (tx) => {
      const db = databaseIn(tx);
      await insertFee(db, {
        matterId: snapshot.id,
        agencyId: snapshot.agencyId,
        method,
        quantity,
        before,
        amountFen,
        noticedOn: legalDayOf(doing),
      });
      const orderId = await orderPayment(tx, {
        purpose: FEE,
        matterId: snapshot.id,
        subject: `${snapshot.number} ${text.letters['fee-notice']}`,
        amountFen,
        at: doing.at,
      });
      await changeFee(db, snapshot.id, { order_id: orderId });
      await keep(tx, snapshot.id, letter);
    },
  });
}

/** The notice has reached the applicant: his twenty working days begin. @law 政府信息公开信息处理费管理办法 */
export async function feeNoticeReceived(kernel: Kernel, doing: Doing): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  if (snapshot.clocks.payment) throw refuse('information-requests/confirmed');
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'notice-received',
    write: async (tx, { changed }) => {
      const due = changed.find(({ name }) => name === 'payment')?.dueOn ?? null;
      await changeFee(databaseIn(tx), snapshot.id, { notice_received_on: legalDayOf(doing), due_on: due });
    },
  });
}

/**
 * Enters that the fee was paid: the reply period begins anew on that day, which is not counted.
 *
 * @throws Refusal information-requests/no-fee, information-requests/paid-too-late and those of an act
 */
export async function pay(kernel: Kernel, doing: Doing): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  const fee = await feeOf(databaseOf(kernel), snapshot.id);
  if (!fee) throw refuse('information-requests/no-fee');
  const paidOn = legalDayOf(doing);
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: 'pay',
    evidence: { paidOn },
    facts: { amountFen: fee.amountFen, paidOn },
    write: async (tx) => {
      await enterPaid(tx, { matterId: snapshot.id, fee, paidOn, byGateway: doing.actor.kind === 'system' });
      await changeRequest(databaseIn(tx), snapshot.id, { countedFrom: paidOn });
    },
  });
}

/**
 * What a payment through the gateway leads to. Money that came in time takes a request up again that the program had ended
 * before it was told; money that comes too late, a second time, or for a request that was taken back is owed back, and is
 * never lost between them.
 */
export async function feePaid(
  kernel: Kernel,
  { matterId, paidOn }: PaidOrder,
  who: Pick<Doing, 'actor' | 'at'>,
): Promise<void> {
  const { snapshot, request } = await read(kernel, { matter: matterId });
  const fee = await feeOf(databaseOf(kernel), matterId);
  // Told again, also when the money has been sent back since: it is owed back once.
  if (!fee || fee.gatewayPaidOn !== null) return;
  const due = snapshot.clocks.payment?.dueOn;
  const isInTime = !(due && paidOn > due);
  const doing = { matter: snapshot, ...who, on: paidOn, papers: null };
  if (isInTime && snapshot.state === 'paying') await pay(kernel, doing);
  else if (isInTime && mayResumePaid(snapshot, request)) {
    await resumePaid(kernel, { ...doing, papers: { publicUrl: kernel.publicUrl } });
  } else await oweBack(databaseOf(kernel), matterId, paidOn);
}

/** Nothing is owed any more: the request was taken back. */
export async function cancelFee(tx: Transaction, matterId: number, orderId: string | null): Promise<void> {
  await changeFee(databaseIn(tx), matterId, { state: 'withdrawn' });
  if (orderId) await cancelPayment(tx, orderId);
}
