import type { Call } from '../call.ts';
import { PNG } from '../draft.ts';

const scan = (): FormData => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(PNG)], { type: 'image/png' }), '同意书.png');
  return form;
};

/** Asking third parties before something of theirs is told. */
export const consentCalls: readonly Call[] = [
  {
    route: 'GET /api/disclosure/publications/:id/consents',
    send: ({ consent }) => ({ params: { id: consent.publication } }),
    shows: () => '城东酱园',
  },
  {
    route: 'POST /api/disclosure/publications/:id/consents',
    send: ({ consent }) => ({
      params: { id: consent.publication },
      json: { days: 15, letters: [{ interest: 'privacy', addressee: '李某', about: '他的住址和电话' }] },
    }),
  },
  {
    route: 'GET /api/disclosure/consents/:id',
    send: ({ consent: { id } }) => ({ params: { id } }),
    shows: () => '城东酱园',
  },
  {
    route: 'POST /api/disclosure/consents/:id/acts',
    send: ({ consent: { id, seq } }) => ({
      params: { id },
      json: { act: 'letter-received', seenSeq: seq, on: '2026-04-28', how: 'post' },
    }),
  },
  {
    route: 'POST /api/disclosure/consents/:id/files',
    send: ({ consent: { id } }) => ({ params: { id }, files: scan() }),
  },
  {
    route: 'GET /api/disclosure/consents/:id/files/:fileId',
    send: ({ consent: { id, paper } }) => ({ params: { id, fileId: paper } }),
  },
  {
    route: 'GET /consent-letters/:code',
    send: ({ consent: { code } }) => ({ params: { code } }),
    shows: () => '政府信息公开征求第三方意见函',
  },
];
