import { sendLetter } from '../../../src/disclosure/letters/operations.ts';
import { enterClaim, enterSet, strikeSet } from '../../../src/disclosure/policy-measures/operations.ts';
import { specifications, takeSpecification } from '../../../src/disclosure/specifications/operations.ts';
import type { People } from '../../../src/disclosure/testing.ts';
import { dayOf } from '../../../src/kernel/index.ts';
import { agencyAt, demoActor, type Setting, seen } from './setting.ts';

/** A letter that asks for an opinion, and waits for it; measures of policy, and what was said of them. */
export async function prepareLetters(setting: Setting, who: People) {
  const { kernel, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const by = { agencyId, actor: who.drafter, at };
  const { id } = await sendLetter(kernel, {
    ...{ about: '小餐饮登记办法征求意见', askedKind: 'department', asked: '区司法局', way: 'written' },
    ...{ sentOn: dayOf(at), dueOn: '2026-06-30', ...by },
  });
  const issuedOn = dayOf(at);
  const policySet = await enterSet(kernel, { title: '促进小店发展措施', measures: 8, issuedOn, index: null, ...by });
  const twice = await enterSet(kernel, {
    title: '促进小店发展措施（重复）',
    measures: 8,
    issuedOn,
    index: null,
    ...by,
  });
  await strikeSet(kernel, { id: twice, why: '重复登记了', actor: who.drafter, at });
  await enterClaim(kernel, { year: 2026, words: '90多项', least: 90, source: '工作总结', ...by });
  const office = await demoActor(setting, 'gongkaiban');
  const { headings } = await specifications(kernel, office, at);
  const specificationHeading = headings[0]?.key ?? '';
  const specification = await takeSpecification(kernel, {
    specification: {
      ...{ name: '重点工作目录内容规范', version: '2026版', issuer: '省政务公开办', issuedOn: '2026-04-01' },
      ...{ heading: specificationHeading, levels: ['department'], line: null, entries: [], dueOn: '2026-12-31' },
    },
    ...{ actor: office, at },
  });
  return { letterAsking: await seen(setting, id), policySet, specification, specificationHeading };
}
