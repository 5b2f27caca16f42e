import { Readable } from 'node:stream';
import { itemNamed } from '../../../src/cases/testing.ts';
import { addFile, matterById, submissionTypes, tell } from '../../../src/kernel/index.ts';
import { answeredCaptcha } from '../../../src/kernel/testing/captcha.ts';
import { explain, issueCard } from '../../../src/supervision/operations.ts';
import { idOf } from '../actors.ts';
import { PNG, readyDraft } from '../draft.ts';
import { prepareBoards } from './boards.ts';
import { findings, type Items, prepareCases } from './cases.ts';
import { prepareChannels } from './channels.ts';
import { prepareComplaints } from './complaints.ts';
import { prepareConsents } from './consents.ts';
import { prepareConsistency } from './consistency.ts';
import { editors, preparePublications } from './disclosure.ts';
import { prepareEnforcement } from './enforcement.ts';
import { prepareEvaluation } from './evaluation.ts';
import { prepareGuides } from './guides.ts';
import { prepareLetters } from './letters.ts';
import { prepareOperations } from './operations.ts';
import { prepareOpinions } from './opinions.ts';
import { prepareLog, prepareOwnData } from './own-data.ts';
import { preparePress } from './press.ts';
import { prepareReassessments } from './reassess.ts';
import { prepareReports } from './reports.ts';
import { prepareRequestRules } from './request-rules.ts';
import { prepareRequests } from './requests.ts';
import { prepareScope } from './scope.ts';
import { agencyAt, columnOf, demoActor, type Seen, type Setting } from './setting.ts';
import { prepareSiteWork } from './site-work.ts';
import { prepareStaffing } from './staffing.ts';
import { prepareStanding } from './standing.ts';
import { prepareUpward } from './upward.ts';

/** One of everything that can be asked for: of the agency `own`, of the citizen `o` and of the enterprise of `e`. */
export type Objects = Awaited<ReturnType<typeof prepareObjects>>;

export async function prepareObjects(setting: Setting) {
  const { kernel, owner, at } = setting;
  const items: Items = {
    food: await itemNamed(kernel, 'food', at),
    senior: await itemNamed(kernel, 'senior', at),
    minimum: await itemNamed(kernel, 'minimum', at),
  };
  const citizen = columnOf(setting, 'people', 'o');
  // First: what waits to be done is done here, and nothing of the others waits yet.
  const who = await editors(setting);
  const disclosure = {
    ...(await preparePublications(setting, who)),
    ...(await prepareStanding(setting, who)),
    ...(await prepareScope(setting, who)),
    ...(await prepareOpinions(setting, who)),
    ...(await preparePress(setting, who)),
    ...(await prepareEvaluation(setting, who)),
    ...(await prepareLetters(setting, who)),
    ...(await prepareConsents(setting, who)),
  };
  const cases = await prepareCases(setting, items);
  const requests = await prepareRequests(setting);
  const objects = {
    items,
    findings: { good: findings(items.food, 'ok'), bad: findings(items.food, 'missing') },
    agencyId: await agencyAt(setting, 'o'),
    captcha: answeredCaptcha(kernel, at),
    enterpriseId: await idOf(owner, 'qiye'),
    ...disclosure,
    ...cases,
    ...requests,
    ...(await prepareGuides(setting, who)),
    ...(await prepareReports(setting, requests.requests.replied)),
    ...(await prepareRequestRules(setting)),
    ...(await prepareComplaints(setting, requests.requests.delivered)),
    ...(await prepareSiteWork(setting, who, disclosure.published.index)),
    ...(await prepareReassessments(setting, who)),
    ...(await prepareBoards(setting, who, disclosure.published.index)),
    ...(await prepareChannels(setting, who)),
    ...(await prepareUpward(setting, who, disclosure.published.index)),
    ...(await prepareEnforcement(setting, who)),
    ...(await prepareConsistency(setting)),
    file: await fileOf(setting, cases.submitted),
    fileElsewhere: await fileOf(setting, cases.parent),
    document: await documentOf(setting, cases.finished),
    documentForEnterprise: await documentOf(setting, cases.finishedForEnterprise),
    draft: await readyDraft(setting.web, citizen.cookie ?? '', items.senior.code),
    ...(await prepareStaffing(setting)),
    cards: await prepareCards(setting, cases.submitted),
    notices: {
      citizen: await told(setting, citizen.personId ?? -1, 'SP-TOLD-people'),
      examiner: await told(setting, columnOf(setting, 'examiner', 'o').personId ?? -1, 'SP-TOLD-examiner'),
    },
    ...(await prepareOwnData(setting, cases.finished)),
    ...(await prepareOperations(setting)),
  };
  return { ...objects, ...(await prepareLog(setting, cases.papered)) };
}

/** A file that the citizen handed in with an application. */
async function fileOf(setting: Setting, { id }: Seen): Promise<string> {
  const file = await addFile(setting.kernel, Readable.from([Buffer.from(PNG)]), {
    name: '照片.png',
    maxBytes: 1000,
    allowed: submissionTypes,
    ownerId: columnOf(setting, 'people', 'o').personId,
    matterId: id,
    at: setting.at,
  });
  return file.id;
}

async function documentOf({ owner }: Setting, { id }: Seen): Promise<{ readonly id: string; readonly code: string }> {
  const { rows } = await owner.query<{ id: string; code: string }>(
    `select id, code from cases.document where matter_id = $1 and kind in ('certificate', 'decision') and code is not null`,
    [id],
  );
  if (!rows[0]) throw new Error('no document was made');
  return rows[0];
}

/** A card nobody has explained, and one that waits for judgement. */
async function prepareCards(setting: Setting, late: Seen) {
  const { kernel, owner, at } = setting;
  for (const clock of ['notice', 'promised']) await issueCard(kernel, { matter: late.id, clock }, at);
  const { rows } = await owner.query<{ id: string }>('select matter_id as id from supervision.card order by matter_id');
  const [issued, explained] = rows.map((row) => Number(row.id));
  if (issued === undefined || explained === undefined) throw new Error('no cards were issued');
  const decider = await demoActor(setting, 'juedingren');
  await explain(kernel, { card: explained, actor: decider, at, explanation: '系统故障，已经补办' });
  return {
    issued: { id: issued, seq: 1, number: (await matterById(kernel, issued)).number },
    explained: { id: explained, seq: 2 },
  };
}

/** Tells somebody something; answers the id of the notice. */
async function told({ kernel, owner, at }: Setting, personId: number, number: string): Promise<number> {
  const code = 'service-application.accept';
  await tell(kernel.pool, { personId, matterId: null, code, params: { number }, at });
  const { rows } = await owner.query<{ id: string }>('select max(id) as id from kernel.notice');
  return Number(rows[0]?.id);
}
