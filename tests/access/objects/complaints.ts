import { lodgeComplaint } from '../../../src/information-requests/remedies/complaints.ts';
import { databaseOf } from '../../../src/information-requests/repo/database.ts';
import { requestOf } from '../../../src/information-requests/repo/requests.ts';
import { matterById, matterByNumber } from '../../../src/kernel/index.ts';
import { columnOf, type Seen, type Setting, seen } from './setting.ts';

/** What the citizen complains of, given to the organ above the agency and not answered yet. */
export async function prepareComplaints(setting: Setting, request: Seen) {
  const { kernel, at } = setting;
  const { number } = await lodgeComplaint(kernel, {
    request: await requestOf(databaseOf(kernel), request.id),
    snapshot: await matterById(kernel, request.id),
    aspect: 'content',
    words: '答复的内容与申请不符，请查清后重新答复。',
    actor: columnOf(setting, 'people', 'o').acting,
    at,
  });
  const { id } = await matterByNumber(kernel, number);
  return { complaints: { lodged: await seen(setting, id), about: request.number } };
}
