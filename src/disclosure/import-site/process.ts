import { defineProcess, type MatterKind } from '../../kernel/index.ts';
import { importText } from './text.ts';

/**
 * A site moves in: begun, pages taken over in batches, done; begun again when it is done once more. What stood in public
 * on an agency's own site was reviewed there before it was published; that and no more is what the entries say of it. A
 * page with personal data is held back and goes through the gates as any draft.
 *
 * @law 国办发〔2017〕47号 政府网站发展指引
 */
const importProcess = defineProcess({
  kind: 'site-import',
  title: '原网站内容迁入',
  initial: 'new',
  states: {
    new: { title: '待迁入' },
    running: { title: '正在迁入', holder: { system: true } },
    done: { title: '已迁入', closed: true },
  },
  actions: {
    begin: { title: '开始迁入', from: ['new'], to: 'running', by: ['system'] },
    take: { title: '迁入一批页面', from: ['running'], to: 'running', by: ['system'] },
    finish: { title: '迁入完成', from: ['running'], to: 'done', by: ['system'] },
  },
  clocks: {},
});

export const importKind: MatterKind = {
  kind: 'site-import',
  title: importText.kind,
  prefix: 'QR',
  process: importProcess,
  guards: {},
};
