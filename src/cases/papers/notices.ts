import { type Day, dayOf } from '../../kernel/index.ts';
import { type Checklist, FORM_KEY, faultyLines, type Wanted } from '../rules/checklist.ts';
import type { Promised } from '../rules/time.ts';
import { text } from '../text.ts';
import { numberOf } from './receipts.ts';
import type { About, Drawing } from './shapes.ts';
import { paperText, writtenOn } from './text.ts';

type NoticeKind = Exclude<keyof typeof paperText.titles, 'receipt' | 'acceptance'>;
type Body = {
  readonly title?: string;
  readonly body: readonly string[];
  readonly items?: readonly { readonly title: string; readonly detail: string }[];
  readonly itemsHeading?: readonly [string, string];
  readonly remedies?: readonly string[];
  /** Tells several papers of the same kind apart. */
  readonly nth?: string;
};

function notice(about: About, kind: NoticeKind, { title, nth, ...rest }: Body): Drawing<'notice'> {
  return {
    kind,
    template: 'notice',
    holderMasked: about.applicant.masked,
    data: (issue) => ({
      ...issue,
      title: title ?? paperText.titles[kind],
      number: numberOf(about, kind, nth),
      agency: about.agency,
      addressee: about.applicant.name,
      contact: paperText.contact(about.agency, about.contact),
      ...rest,
    }),
  };
}

const asked = (about: About): string => writtenOn(dayOf(about.submittedAt));
const remediesOf = (about: About): readonly string[] =>
  about.remedies.length > 0 ? about.remedies : paperText.remedies;

/** One line of what has to be put right: what is the matter with it, and how to mend it. */
export function faultOf(line: Wanted, checklist: Checklist): { readonly title: string; readonly detail: string } {
  const finding = checklist[line.key];
  const status = finding?.status === 'wrong' ? 'wrong' : 'missing';
  const { mend } = text.checklist;
  const how = line.key === FORM_KEY ? mend.form : line.form === 'paper' ? mend.paper : mend.online;
  const shape =
    line.key === FORM_KEY
      ? ''
      : `${mend.original[line.original]}${line.copies > 0 && line.form === 'paper' ? mend.copies(line.copies) : ''}`;
  const detail = [
    `${text.checklist.why(status, finding?.note?.trim() ?? '')}。`.replace('。。', '。'),
    shape,
    how,
  ].join('');
  return { title: line.name, detail };
}

/** 一次性告知书: everything that is missing or wrong, once, with the day until which it can be mended. @law 行政许可法 第三十二条第四项 */
export const correctionPaper = (about: About, checklist: Checklist, until: Promised | undefined): Drawing<'notice'> =>
  notice(about, 'correction-notice', {
    body: [paperText.correction.body(about.itemName, asked(about))],
    itemsHeading: paperText.correction.heading,
    items: faultyLines(about.wanted, checklist).map((line) => faultOf(line, checklist)),
    remedies: [...(until ? [paperText.correction.until(writtenOn(until.dueOn))] : []), paperText.correction.once],
  });

/** 不予受理决定书. @law 行政许可法 第三十二条第二项: the right agency is named */
export const refusalPaper = (about: About, reason: string, rightAgency: string): Drawing<'notice'> =>
  notice(about, 'refusal', {
    body: [
      paperText.refusal.body(about.itemName, asked(about)),
      reason,
      ...(rightAgency === '' ? [] : [paperText.refusal.right(rightAgency)]),
    ],
    remedies: remediesOf(about),
  });

/** @law 行政许可法 第三十二条第一项 */
export const notNeededPaper = (about: About, reason: string): Drawing<'notice'> =>
  notice(about, 'not-needed-notice', { body: [paperText.notNeeded.body(about.itemName, asked(about)), reason] });

/** Told in writing: how long the special procedure takes. @law 行政许可法 第四十五条 */
export const specialPaper = (
  about: About,
  special: {
    readonly title: string;
    readonly law: string;
    readonly workdays: number;
    readonly until: Day;
    readonly reason: string;
    readonly nth: string;
  },
): Drawing<'notice'> =>
  notice(about, 'special-notice', {
    nth: special.nth,
    body: [
      paperText.special.body(about.itemName, special.title, special.law, special.workdays, writtenOn(special.until)),
      ...(special.reason === '' ? [] : [special.reason]),
    ],
  });

/** @law 行政许可法 第四十二条第一款: the reasons are told */
export const extensionPaper = (
  about: About,
  law: string,
  reason: string,
  dates: readonly Promised[],
): Drawing<'notice'> =>
  notice(about, 'extension-notice', {
    body: [
      paperText.extension.body(about.itemName, law),
      reason,
      ...dates.map(({ title, dueOn }) => paperText.extension.until(title, writtenOn(dueOn))),
    ],
  });

/** A decision against the applicant, with its reasons and the ways to dispute it. @law 行政许可法 第三十八条第二款 */
export const denialPaper = (about: About, verdict: string, reason: string): Drawing<'notice'> =>
  notice(about, 'decision', {
    title: paperText.denial.title(about.itemName, verdict),
    body: [paperText.denial.body(about.itemName, asked(about), verdict), reason],
    remedies: remediesOf(about),
  });

/** A decision in favour where no certificate follows. @law 行政许可法 第三十八条第一款 */
export const approvalPaper = (about: About, verdict: string): Drawing<'notice'> =>
  notice(about, 'decision', {
    title: paperText.approval.title(about.itemName, verdict),
    body: [paperText.approval.body(about.itemName, asked(about), verdict)],
  });
