import { calendarDays, defineProcess, type MatterKind } from '../../kernel/index.ts';
import { yearTableText } from './text.ts';

const words = yearTableText.process;
const writers = ['liaison', 'disclosure-officer', 'above:disclosure-officer'] as const;

/**
 * 网站年度工作报表: owed from the last day of its year, published within the thirty-one days of January.
 *
 * @law 国办发〔2017〕47号 政府网站发展指引
 */
export const yearTableProcess = defineProcess({
  kind: 'site-year-table',
  title: yearTableText.title,
  initial: 'new',
  states: {
    new: { title: words.new },
    owed: { title: words.owed, holder: { role: 'liaison' } },
    published: { title: words.published, closed: true },
  },
  actions: {
    open: { title: words.open, from: ['new'], to: 'owed', by: ['system'] },
    fill: { title: words.fill, from: ['owed'], to: 'owed', by: writers },
    publish: { title: words.publish, from: ['owed'], to: 'published', by: writers },
  },
  clocks: {
    publish: {
      title: words.clock,
      law: words.law,
      limit: calendarDays(31),
      startsOn: [{ act: 'open' }],
      endsOn: ['publish'],
    },
  },
});

export const yearTableKind: MatterKind = {
  kind: 'site-year-table',
  title: yearTableText.title,
  prefix: 'WN',
  process: yearTableProcess,
  page: '/workbench/site-years/{id}',
  read: 'sites.answer-errors',
  guards: {},
};
