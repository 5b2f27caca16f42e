import { lock } from '../../../src/identity/operations/accounts.ts';
import { delegate } from '../../../src/identity/operations/delegation.ts';
import { reportStaff, returnFiling } from '../../../src/identity/operations/filing.ts';
import { dayOf } from '../../../src/kernel/index.ts';
import { enterStaff, giveFactor } from '../actors.ts';
import { agencyAt, columnOf, demoActor, type Setting } from './setting.ts';

/** People of staff, their posts, a delegation, and reports about liaisons in both states. */
export async function prepareStaffing(setting: Setting) {
  const newcomer = await enterStaff(setting, 'editor', await agencyAt(setting, 'b'), '新来的');
  const editor = await postAt(setting, 'editor');
  const liaison = await postAt(setting, 'liaison');
  return {
    newcomer,
    delegation: await lend(setting, newcomer),
    liaisonPost: liaison.post,
    editorPost: editor.post,
    editorAppointment: editor.appointment,
    ...(await report(setting, liaison.post, newcomer)),
    ...(await prepareAccounts(setting)),
  };
}

/** A post of the agency that everything belongs to, and who holds it. */
async function postAt(setting: Setting, role: string) {
  const { rows } = await setting.owner.query<{ post: number; appointment: string }>(
    `select p.id as post, a.id as appointment from identity.post p join identity.appointment a on a.post_id = p.id
      where p.agency_id = $1 and a.person_id = $2`,
    [await agencyAt(setting, 'o'), columnOf(setting, role, 'o').personId],
  );
  if (!rows[0]) throw new Error(`there is no post of a ${role}`);
  return { post: rows[0].post, appointment: Number(rows[0].appointment) };
}

async function lend(setting: Setting, toPersonId: number): Promise<number> {
  const today = dayOf(setting.at);
  return delegate(setting.kernel, {
    actor: columnOf(setting, 'examiner', 'o').acting,
    agencyId: await agencyAt(setting, 'o'),
    toPersonId,
    roles: ['examiner'],
    fromOn: today,
    untilOn: today,
    reason: '外出培训',
    at: setting.at,
  });
}

async function report(setting: Setting, postId: number, personId: number) {
  const { kernel, at } = setting;
  const actor = columnOf(setting, 'liaison', 'o').acting;
  const change = {
    change: 'appoint',
    postId,
    personId,
    changedOn: dayOf(at),
    successorId: null,
    handoverNote: null,
  } as const;
  const reported = await reportStaff(kernel, { actor, at, ...change });
  const returned = await reportStaff(kernel, { actor, at, ...change });
  const office = await demoActor(setting, 'gongkaiban');
  await returnFiling(kernel, { actor: office, matterId: returned.matterId, at, reason: '请写明交接' });
  return {
    reported: { id: reported.matterId, number: reported.number, seq: 1 },
    returned: { id: returned.matterId, number: returned.number, seq: 2 },
  };
}

/** The account and the session of the citizen, somebody of staff who is locked out, and somebody with a second factor. */
async function prepareAccounts(setting: Setting) {
  const { kernel, owner, at } = setting;
  const lockedId = await enterStaff(setting, 'editor', await agencyAt(setting, 'b'), '锁着的');
  await lock(kernel, { actor: await demoActor(setting, 'anquan'), personId: lockedId, reason: '离岗', at });
  const factorId = await enterStaff(setting, 'editor', await agencyAt(setting, 'b'), '有验证器的');
  await giveFactor(setting, factorId);
  const { rows } = await owner.query<{ account: string; session: string }>(
    `select p.account_id as account, (select min(s.id) from identity.session s where s.person_id = p.id) as session
       from identity.person p where p.id = $1`,
    [columnOf(setting, 'people', 'o').personId],
  );
  return { lockedId, factorId, citizenAccount: Number(rows[0]?.account), citizenSession: Number(rows[0]?.session) };
}
