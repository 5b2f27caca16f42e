import type { People } from '../../../src/disclosure/testing.ts';
import { publicationById, publish, review, submit } from '../../../src/disclosure/testing.ts';
import { oweStatistics } from '../../../src/enforcement/operations/annual.ts';
import { enterResult, resultNamed } from '../../../src/enforcement/operations/enter.ts';
import { decideField, lookedAt } from '../../../src/enforcement/operations/fields.ts';
import { putEntry } from '../../../src/enforcement/operations/lists.ts';
import { applyForRepair, stepRepair } from '../../../src/enforcement/operations/repair.ts';
import { subjectRegister } from '../../../src/enforcement/registers.ts';
import { beginImport, finishImport } from '../../../src/enforcement/repo/imports.ts';
import { day } from '../../../src/kernel/index.ts';
import { agencyAt, type Setting, seen } from './setting.ts';

const KEY = '590902-SC';
const OFFICERS = ['MT-0001', 'MT-0002'];
const subject = {
  nature: 'statutory',
  scope: '市场监督管理',
  basis: '食品安全法',
  remedy: '申请行政复议或者提起行政诉讼',
  complaintPhone: '12315',
} as const;

/** A penalty of the agency, with everything that is asked for. */
export const penalty = (documentNumber: string) => ({
  kind: 'penalty',
  documentNumber,
  subject: '虚假宣传案',
  partyKind: 'business',
  party: '明德区某某小店',
  facts: '当事人发布虚假广告一则。',
  basis: '广告法 第五十五条',
  content: '罚款十二万元。',
  penalties: ['fine'],
  fineFen: 12_000_000,
  decidedOn: '2026-04-20',
  officers: OFFICERS,
});

/** What the agency enforced: a draft, one at its first gate, two in public whose parties ask for an early end; an import. */
export async function prepareEnforcement(setting: Setting, who: People) {
  const { kernel, owner, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const by = { actor: who.drafter, at };
  const since = { validFrom: day('2025-01-01'), source: '试验', changedBy: null, at };
  await subjectRegister.putFirst(kernel.pool, [
    { key: KEY, value: { ...subject, agency: KEY, entrustedBy: '', procedure: '' }, ...since },
  ]);
  for (const key of OFFICERS) {
    const value = { name: `执法员${key}`, field: '市场监管', issuer: '明堂市人民政府', validUntil: '2028-12-31' };
    await putEntry(kernel, { part: 'officers', agencyId, key, seen: 0, value, ...by });
  }
  // Certificates entered today were held before.
  await owner.query(
    `update kernel.register_entry set valid_from = '2025-01-01' where register = 'enforcement-officer'`,
  );
  const power = { kind: 'penalty', name: '对虚假广告的处罚', basis: '广告法 第五十五条' };
  await putEntry(kernel, { part: 'powers', agencyId, key: 'CF-1', seen: 0, value: power, ...by });
  const steps = [{ circumstance: '首次违法', measure: '不予处罚' }];
  const benchmark = { name: '虚假广告裁量基准', basis: '广告法 第五十五条', steps };
  await putEntry(kernel, { part: 'benchmarks', agencyId, key: 'JZ-1', seen: 0, value: benchmark, ...by });
  const enter = async (documentNumber: string): Promise<number> =>
    (await enterResult(kernel, { agencyId, result: penalty(documentNumber), ...by })).id;
  const drafting = await enter('明德市监处罚〔2026〕1号');
  const department = await enter('明德市监处罚〔2026〕2号');
  // A consumer is named in one: what was found of him stays, and what was found of the party waits to be decided.
  const named = { ...penalty('明德市监处罚〔2026〕6号'), facts: '消费者赵小燕投诉。', party: '周桂英' };
  const { id: looked } = await enterResult(kernel, { agencyId, result: named, ...by });
  const [party, consumer] = await lookedAt(kernel.pool, await resultNamed(kernel, looked));
  const kept = { decision: 'keep', reason: '本人同意公开姓名' } as const;
  await decideField(kernel, { id: looked, digest: consumer?.digest ?? '', ...kept, ...by });
  await submit(kernel, { id: department, seenRevision: 1, ...by });
  const out = async (documentNumber: string): Promise<number> => {
    const id = await enter(documentNumber);
    await submit(kernel, { id, seenRevision: 1, ...by });
    const seenText = (await publicationById(kernel, id)).row.submittedHash?.toString('hex') ?? '';
    const gates = { department: who.department, office: who.officer, secrecy: who.secrecy } as const;
    for (const gate of ['department', 'office', 'secrecy'] as const) {
      await review(kernel, { id, gate, passed: true, words: '', seenText, actor: gates[gate], at });
    }
    const [published] = await publish(kernel, { id, actor: who.officer, at });
    // It has been there for long enough for an early end to be asked for.
    await owner.query(
      `update disclosure.published set published_at = published_at - interval '8 months' where index_number = $1`,
      [published?.index],
    );
    return id;
  };
  const shown = await out('明德市监处罚〔2026〕3号');
  const conditions = { fulfilled: true, remedied: true, noRepetition: true, notListed: true };
  const asked = async (resultId: number): Promise<number> =>
    (await applyForRepair(kernel, { resultId, statement: '已经缴清罚款并改正', conditions, ...by })).id;
  const applied = await asked(await out('明德市监处罚〔2026〕4号'));
  const examining = await asked(await out('明德市监处罚〔2026〕5号'));
  const accept = { act: 'accept', words: '', documentNumber: '', seenSeq: 1 } as const;
  await stepRepair(kernel, { id: examining, ...accept, ...by });
  const about = { agencyId, fileName: '处罚.csv', kind: 'penalty', importedAt: at } as const;
  const importId = await beginImport(kernel.pool, { ...about, importedBy: who.drafter.personId ?? 0 });
  const line = { row: 2, documentNumber: '甲1号', outcome: 'refused', why: '“决定日期”没有填写', masked: 0 } as const;
  await finishImport(kernel.pool, importId, [line], at);
  await oweStatistics(kernel, at);
  // The organ was entered in this year; what it owed for the last one is entered with it.
  await owner.query(
    `update kernel.register_entry set changed_at = '2026-01-02' where register = 'enforcement-subject'`,
  );
  await oweStatistics(kernel, at);
  return {
    enforcement: {
      drafting: await seen(setting, drafting),
      department: await seen(setting, department),
      shown: await seen(setting, shown),
      applied: await seen(setting, applied),
      examining: await seen(setting, examining),
      importId,
      looked: { ...(await seen(setting, looked)), digest: party?.digest ?? '' },
    },
  };
}
