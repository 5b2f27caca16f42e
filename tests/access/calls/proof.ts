import type { Call } from '../call.ts';
import type { Objects } from '../objects/index.ts';

const ofCitizen = ({ finished }: Objects) => ({ params: { number: finished.number } });
const ofEnterprise = ({ finishedForEnterprise }: Objects) => ({ params: { number: finishedForEnterprise.number } });
const byPaper = ({ log }: Objects) => ({ params: { code: log.receiptCode } });

/** A receipt as a form sends it. */
function receiptForm(): FormData {
  const form = new FormData();
  form.append('text', '{}');
  return form;
}

/** The public log, and receipts by one's account and by the code on a paper. */
export const proofCalls: readonly Call[] = [
  { route: 'GET /log' },
  { route: 'GET /log/checkpoint' },
  { route: 'GET /log/checkpoints/:size', send: ({ log }) => ({ params: { size: log.size } }) },
  { route: 'GET /log/vkey' },
  {
    route: 'GET /log/tile/*',
    send: ({ log: { size } }) => ({ params: { '*': size < 256 ? `0/000.p/${size}` : '0/000' } }),
  },
  { route: 'GET /log/proof/inclusion', send: ({ log }) => ({ query: { index: 0, size: log.size } }) },
  { route: 'GET /log/proof/consistency', send: ({ log }) => ({ query: { from: 1, to: log.size } }) },
  { route: 'GET /log/calendars/:hash.json', send: ({ log }) => ({ params: { hash: log.calendar } }) },
  { route: 'GET /log/verify-receipt.mjs' },
  { route: 'GET /verify/receipt' },
  { route: 'POST /verify/receipt', send: () => ({ files: receiptForm() }) },
  { route: 'GET /verify/:code/receipt.json', send: byPaper },
  { route: 'GET /verify/:code/receipt.pdf', send: byPaper },
  {
    route: 'GET /verify/:code/receipt.json',
    variant: 'by a certificate',
    send: ({ document }) => ({ params: { code: document.code } }),
    nobody: 'a certificate hangs on a wall',
  },
  { route: 'GET /my/receipts/:number.json', variant: 'of the citizen', send: ofCitizen },
  { route: 'GET /my/receipts/:number.json', variant: 'of the enterprise', send: ofEnterprise },
  {
    route: 'GET /my/receipts/:number.json',
    variant: 'with words',
    send: (objects) => ({ ...ofCitizen(objects), query: { words: 1 } }),
  },
  {
    route: 'GET /my/receipts/:number.json',
    variant: 'of a report',
    send: ({ reported }) => ({ params: { number: reported.number } }),
    nobody: 'a report about a liaison has no receipt',
  },
  { route: 'GET /my/receipts/:number.pdf', send: ofCitizen },
];
