import type { Call } from '../call.ts';
import type { Objects } from '../objects/index.ts';

const AT = '/api/disclosure/duties';
const one = ({ duty: { id } }: Objects) => ({ params: { id } });

function workbook({ figuresFile }: Objects): FormData {
  const form = new FormData();
  form.append('file', new Blob([Uint8Array.from(figuresFile)]), '三月.xlsx');
  return form;
}

/** What an agency owes at fixed times, and its figures. */
export const dutyCalls: readonly Call[] = [
  { route: `GET ${AT}`, shows: ({ duty }) => duty.number },
  { route: `GET ${AT}.csv`, shows: ({ duty }) => duty.number },
  { route: `GET ${AT}/:id`, send: one },
  {
    route: `POST ${AT}/:id/figures`,
    send: (objects) => ({
      ...one(objects),
      json: { lines: [{ indicator: '抽检', unit: '批次', value: '101' }], seenVersion: 1 },
    }),
  },
  { route: `POST ${AT}/:id/figures/read`, send: (objects) => ({ ...one(objects), files: workbook(objects) }) },
  { route: `POST ${AT}/:id/publication`, send: one },
];
