import { dayOf, type Kernel, type OwnData, type OwnDataSource, type OwnItem, timeline } from '../kernel/index.ts';
import { itemOfApplication } from './items.ts';
import { consultationWords } from './operations/consult.ts';
import { formOf } from './operations/form.ts';
import { writtenOn } from './papers/text.ts';
import { applicationOf, applicationsOf } from './repo/applications.ts';
import { consultationsOf } from './repo/consultations.ts';
import { databaseOf } from './repo/database.ts';
import { answerSections, answersInWords } from './rules/answers.ts';
import { text } from './text.ts';

const MOST = 1000;

/** What a person applied for, with everything he filled in, and what he asked. */
export const ownData: OwnDataSource = async (kernel, personId) => [
  await applications(kernel, personId),
  await consultations(kernel, personId),
];

async function applications(kernel: Kernel, personId: number): Promise<OwnData> {
  const rows = await applicationsOf(databaseOf(kernel), [personId], null, MOST);
  const items: OwnItem[] = [];
  for (const { id, number, title, openedAt } of rows) {
    const application = await applicationOf(databaseOf(kernel), id);
    const item = await itemOfApplication(kernel, application);
    const erased = (await timeline(kernel, id)).find(({ seq }) => seq === application.formSeq)?.erased ?? null;
    const sections =
      item.form && !erased ? answerSections(item.form, await formOf(kernel, id, application), false) : [];
    items.push({
      title: `${number} ${title}`,
      facts: [
        [text.kinds.application, writtenOn(dayOf(openedAt))],
        ...answersInWords(item.situation, application.answers).map(({ label, value }) => [label, value] as const),
        ...sections.flatMap(({ answers }) => answers.map(({ label, value }) => [label, value] as const)),
        ...(erased ? [[item.form?.title ?? title, text.erased(writtenOn(dayOf(erased.at)), erased.law)] as const] : []),
      ],
    });
  }
  return { title: text.kinds.application, items };
}

async function consultations(kernel: Kernel, personId: number): Promise<OwnData> {
  const rows = await consultationsOf(databaseOf(kernel), personId, MOST);
  return {
    title: text.kinds.consultation,
    items: rows.map((row) => {
      const { question, answer } = consultationWords(kernel, row);
      return {
        title: row.number,
        facts: [
          [text.consultation.question, question],
          ...(answer === null ? [] : [[text.consultation.answer, answer] as const]),
        ],
      };
    }),
  };
}
