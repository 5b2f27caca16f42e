import { dayOf, type Eraser, type RetentionDefault } from '../kernel/index.ts';
import { databaseIn, databaseOf } from './repo/database.ts';
import { certificateInForce, emptyApplication, emptyConsultation, emptyDocuments } from './repo/erasing.ts';

/**
 * How long this module's personal data is kept unless the register `retention-rules` says otherwise. The years are the
 * city's to set by its own list (机关文件材料归档范围和文书档案保管期限): nothing of an application goes before the archives
 * have been asked, so it never goes by itself.
 */
export const retention: readonly RetentionDefault[] = [
  {
    kind: 'service-application',
    years: 10,
    from: 'closed',
    action: 'erase',
    law: '机关文件材料归档范围和文书档案保管期限规定',
    earlier: false,
    automatic: false,
  },
  {
    kind: 'first-review',
    years: 10,
    from: 'closed',
    action: 'erase',
    law: '机关文件材料归档范围和文书档案保管期限规定',
    earlier: false,
    automatic: false,
  },
  {
    kind: 'consultation',
    years: 1,
    from: 'closed',
    action: 'erase',
    law: '个人信息保护法 第十九条',
    earlier: true,
    automatic: true,
  },
];

/** What this module keeps beside the ledger, and how it goes. */
export const erasers: readonly Eraser[] = [
  {
    kinds: ['service-application'],
    what: 'papers',
    keeps: async (kernel, { id }, at) =>
      (await certificateInForce(databaseOf(kernel), id, dayOf(at))) ? 'cases/certificate-in-force' : null,
    erase: async (tx, matterId) => {
      const db = databaseIn(tx);
      await emptyDocuments(db, matterId);
      await emptyApplication(db, matterId);
    },
  },
  {
    kinds: ['consultation'],
    what: 'words',
    erase: async (tx, matterId, at) => {
      await emptyConsultation(databaseIn(tx), matterId, at);
    },
  },
];
