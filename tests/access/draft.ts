import { expect } from 'vitest';
import type { Web } from '../../src/kernel/index.ts';

export const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** A picture as a form sends it. */
export function pictureForm(slot: string): FormData {
  const form = new FormData();
  form.append(slot, new Blob([PNG]), '照片.png');
  return form;
}

/** An application for a card for the elderly, filled in by a citizen up to the review; answers the id of the draft. */
export async function readyDraft(web: Web, cookie: string, item: string): Promise<string> {
  const post = async (url: string, fields: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await web.inject({
      method: 'POST',
      url,
      headers: { cookie, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    });
    expect(answer.statusCode, `${url} ${answer.body.slice(0, 500)}`).toBe(303);
    return String(answer.headers.location);
  };
  const draft = await post(`/apply/${item}`, {});
  await post(`${draft}/situation`, { for: 'self', photo: 'new', register: 'yes' });
  await post(`${draft}/steps/holder`, { forSelf: 'true' });
  await post(`${draft}/steps/card`, { carrier: 'electronic', hasContact: 'false' });
  await post(`${draft}/steps/declaration`, { truthful: 'true' });
  const uploaded = await web.inject({
    method: 'POST',
    url: `${draft}/materials`,
    headers: { cookie, accept: 'text/html' },
    payload: pictureForm('filephoto'),
  });
  expect(uploaded.statusCode).toBe(303);
  return draft.replace('/my/drafts/', '');
}
