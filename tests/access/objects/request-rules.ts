import { proposeRuleChange } from '../../../src/information-requests/rules-changed/operations.ts';
import { Settings } from '../../../src/information-requests/settings-shape.ts';
import { dayOf } from '../../../src/kernel/index.ts';
import { agencyAt, colleague, type Setting, seen } from './setting.ts';

/** A change of the agency's own settings that waits to be approved. */
export async function prepareRequestRules(setting: Setting) {
  const { kernel, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const actor = await colleague(setting, 'request-officer');
  const { id } = await proposeRuleChange(kernel, {
    body: {
      subject: 'agency',
      agencyId,
      validFrom: dayOf(at),
      source: '本局办公会议确定',
      seenVersion: 0,
      value: Settings.parse({ court: '某区人民法院' }),
    },
    actor,
    at,
  });
  return { requestRule: await seen(setting, id) };
}
