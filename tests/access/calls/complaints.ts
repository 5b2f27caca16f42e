import type { Call } from '../call.ts';

const answer = '经查，答复符合法律规定。';

/** What an applicant brings to the organ above the agency, and how it answers. */
export const complaintCalls: readonly Call[] = [
  {
    route: 'GET /api/complaints/:id',
    send: ({ complaints }) => ({ params: { id: complaints.lodged.id } }),
    shows: () => '与申请不符',
  },
  ...['substantiate', 'order-reply', 'dismiss', 'refer'].map(
    (act): Call => ({
      route: 'POST /api/complaints/:id/:act',
      variant: act,
      send: ({ complaints: { lodged } }) => ({
        params: { id: lodged.id, act },
        json: { seenSeq: lodged.seq, answer },
      }),
    }),
  ),
  {
    route: 'POST /information-requests/progress/complaint',
    variant: 'by the code',
    send: ({ requests: { replied } }) => ({
      form: { number: replied.number, code: replied.code, aspect: 'other', words: '请查清为什么这样答复' },
    }),
  },
  {
    route: 'POST /information-requests/progress/complaint',
    variant: 'signed in',
    send: ({ requests: { replied } }) => ({
      form: { number: replied.number, code: '', aspect: 'other', words: '请查清为什么这样答复' },
    }),
  },
  {
    route: 'POST /information-requests/progress/complaint/withdraw',
    send: ({ complaints: { about, lodged } }) => ({ form: { number: about, code: '', complaint: lodged.number } }),
  },
];
