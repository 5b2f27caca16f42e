import { defineProcess, workingDays } from '../kernel/index.ts';
import { STATUTORY } from './limits-shape.ts';
import { oncePer } from './once-per.ts';

const OFFICE = 'request-officer';

const opinion = (kind: string, title: string, whom: string, silence: string, law: string) =>
  oncePer(({ opinion: days }) =>
    defineProcess({
      kind,
      title,
      initial: 'writing',
      states: {
        writing: { title: '起草征求意见函', holder: { role: OFFICE } },
        asked: { title: '已发函，等待送达', holder: { role: OFFICE } },
        waiting: { title: `等待${whom}答复`, holder: { role: OFFICE } },
        answered: { title: `${whom}已答复`, closed: true },
        silent: { title: silence, closed: true },
        dropped: { title: '不再征求意见', closed: true },
      },
      actions: {
        ask: { title: '发出征求意见函', from: ['writing'], to: 'asked', by: [OFFICE], law },
        'letter-received': { title: `登记${whom}收到函件`, from: ['asked'], to: 'waiting', by: [OFFICE], law },
        answer: {
          title: `登记${whom}意见`,
          from: ['asked', 'waiting'],
          to: 'answered',
          by: [OFFICE],
          guards: ['says-opinion'],
          law,
        },
        lapse: { title: `${whom}逾期未答复`, from: ['waiting'], to: 'silent', by: ['system'], law },
        drop: { title: '不再征求意见', from: ['asked', 'waiting'], to: 'dropped', by: ['system', OFFICE] },
      },
      clocks: {
        opinion: {
          title: `${whom}答复意见`,
          law,
          limit: workingDays(days),
          startsOn: [{ act: 'letter-received' }],
          endsOn: ['answer'],
          onLapse: 'lapse',
          // Only the time that was needed does not count: it ends with the fifteenth day, whenever that is noticed.
          deemedOnDue: true,
        },
      },
    }),
  );

/** 征求第三方意见: silence is neither consent nor refusal; the agency decides by itself. @law 政府信息公开条例 第三十二条 */
const thirdParty = opinion(
  'third-party-opinion',
  '征求第三方意见',
  '第三方',
  '第三方逾期未答复，由本机关决定',
  '政府信息公开条例 第三十二条',
);

/** 征求其他机关意见: silence is consent. @law 政府信息公开条例 第三十四条 */
const agency = opinion(
  'agency-opinion',
  '征求其他机关意见',
  '被征求机关',
  '被征求机关逾期未答复，视为同意公开',
  '政府信息公开条例 第三十四条',
);

/** Of whom is asked, under the limits of the day on which the letter goes out. */
export const opinionProcesses = { 'third-party': thirdParty, agency } as const;
export const thirdPartyOpinion = thirdParty(STATUTORY);
export const agencyOpinion = agency(STATUTORY);
