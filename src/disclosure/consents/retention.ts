import type { Eraser, RetentionDefault } from '../../kernel/index.ts';
import { CONSENT } from './process.ts';
import { emptyConsent } from './repo.ts';

/** It belongs to the file of a publication: nothing goes before the archives have been asked. The years are the city's. */
export const consentsRetention: readonly RetentionDefault[] = [
  {
    kind: CONSENT,
    years: 10,
    from: 'closed',
    action: 'erase',
    law: '机关文件材料归档范围和文书档案保管期限规定',
    earlier: false,
    automatic: false,
  },
];
export const consentsErasers: readonly Eraser[] = [{ kinds: [CONSENT], what: 'consent', erase: emptyConsent }];
