import type { FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { z } from 'zod';
import {
  type FormError,
  fieldAt,
  materialsFor,
  openQuestions,
  parsePath,
  questionsFor,
  rowActionOf,
  shownSteps,
} from '../../kernel/form/index.ts';
import { fileById, type Kernel, matterById, Refusal, refuse, type Web } from '../../kernel/index.ts';
import { pageContext, type UploadedFile } from '../../ui/index.ts';
import { allowances } from '../allowances.ts';
import {
  answerSituation,
  type Draft,
  discardDraft,
  readDraft,
  removeUpload,
  saveStep,
  uploadToDraft,
} from '../operations/drafts.ts';
import { faultsOf, linesOf, submitDraft } from '../operations/submit.ts';
import { type DraftFrame, MaterialsPage, type ReviewFault, ReviewPage, StepPage } from '../pages/fill.tsx';
import { SituationPage } from '../pages/start.tsx';
import type { DraftStep } from '../pages/steps.tsx';
import { pageText } from '../pages/text.ts';
import { faultOf } from '../papers/notices.ts';
import { applicationOf } from '../repo/applications.ts';
import { databaseOf } from '../repo/database.ts';
import { answersInWords } from '../rules/answers.ts';
import { FORM_KEY, type Wanted } from '../rules/checklist.ts';
import { isUploadable, slotOf, slotsOf, uploadForm } from '../rules/uploads.ts';
import { sentenceOf } from '../say.ts';
import { text } from '../text.ts';
import { readParts } from './parts.ts';
import { DraftId, Fields, goTo, papersOf, show, sizeText } from './shared.ts';

const config = { may: 'cases.apply' };
const StepKey = DraftId.extend({ step: z.string().max(60) });

/** A draft in the hands of its writer, with the way through it. */
type Held = {
  readonly draft: Draft;
  readonly lines: readonly Wanted[];
  readonly steps: readonly DraftStep[];
  readonly frame: DraftFrame;
  readonly base: string;
};

/** The pages of a draft: situation, steps of the form, materials, review. They work without script. */
export function draftRoutes(web: Web, kernel: Kernel): void {
  entry(web, kernel);
  situation(web, kernel);
  steps(web, kernel);
  materials(web, kernel);
  review(web, kernel);
}

async function held(kernel: Kernel, request: FastifyRequest, draftId: string): Promise<Held> {
  const draft = await readDraft(kernel, { actor: request.actor, at: kernel.now(), draftId });
  if (draft.matterId !== null) throw refuse('cases/draft-submitted');
  const lines = await linesOf(kernel, draft);
  const base = `/my/drafts/${draft.id}`;
  const way = wayThrough(draft, lines, base);
  const title = draft.corrects === null ? pageText.apply(draft.item.name) : pageText.correcting.title(draft.item.name);
  return {
    draft,
    lines,
    steps: way,
    base,
    frame: { context: pageContext(request), title, steps: way, expiresOn: draft.expiresOn },
  };
}

function wayThrough(draft: Draft, lines: readonly Wanted[], base: string): readonly DraftStep[] {
  const asks = draft.corrects === null && draft.item.situation.questions.length > 0;
  const fills = lines.some(({ key }) => key === FORM_KEY);
  return [
    ...(asks ? [{ key: 'situation', title: pageText.steps.situation, href: `${base}/situation` }] : []),
    ...(fills
      ? shownSteps(draft.form, draft.data).map(({ key, title }) => ({ key, title, href: `${base}/steps/${key}` }))
      : []),
    { key: 'materials', title: pageText.steps.materials, href: `${base}/materials` },
    { key: 'review', title: pageText.steps.review, href: `${base}/review` },
  ];
}

const after = (steps: readonly DraftStep[], key: string): string =>
  steps[steps.findIndex((step) => step.key === key) + 1]?.href ?? '/my';
const before = (steps: readonly DraftStep[], key: string): string | undefined =>
  steps[steps.findIndex((step) => step.key === key) - 1]?.href;

function entry(web: Web, kernel: Kernel): void {
  web.get('/my/drafts/:draft', { config, schema: { hide: true, params: DraftId } }, async (request, reply) => {
    const draft = await readDraft(kernel, { actor: request.actor, at: kernel.now(), draftId: request.params.draft });
    if (draft.matterId !== null)
      return goTo(reply, `/my/applications/${(await matterById(kernel, draft.matterId)).number}`);
    const { steps: way } = await held(kernel, request, draft.id);
    if (openQuestions(draft.item.situation, draft.answers).length > 0) return goTo(reply, way[0]?.href ?? '/my');
    // What was answered, here or on the guide, is not asked for again.
    const at = way.find(({ key }) => key === draft.step) ?? way.find(({ key }) => key !== 'situation');
    return goTo(reply, at?.href ?? '/my');
  });
  web.post('/my/drafts/:draft/discard', { config, schema: { hide: true, params: DraftId } }, async (request, reply) => {
    await discardDraft(kernel, { actor: request.actor, draftId: request.params.draft });
    return goTo(reply, '/my');
  });
}

function situation(web: Web, kernel: Kernel): void {
  const page = ({ draft, frame, base, steps: way }: Held, errors: readonly FormError[]) =>
    createElement(SituationPage, {
      context: frame.context,
      itemName: draft.item.name,
      steps: way,
      action: `${base}/situation`,
      questions: questionsFor(draft.item.situation, draft.answers),
      answers: draft.answers,
      materials: materialsFor(draft.item.situation, draft.answers),
      complete: openQuestions(draft.item.situation, draft.answers).length === 0,
      errors,
    });
  web.get('/my/drafts/:draft/situation', { config, schema: { hide: true, params: DraftId } }, async (request, reply) =>
    show(reply, page(await held(kernel, request, request.params.draft), [])),
  );
  web.post(
    '/my/drafts/:draft/situation',
    { config, schema: { hide: true, params: DraftId, body: Fields } },
    async (request, reply) => {
      const writing = { actor: request.actor, at: kernel.now(), draftId: request.params.draft };
      const { draft } = await held(kernel, request, request.params.draft);
      const asked = questionsFor(draft.item.situation, draft.answers);
      const { open } = await answerSituation(kernel, { ...writing, given: request.body });
      const now = await held(kernel, request, request.params.draft);
      if (!open) return goTo(reply, after(now.steps, 'situation'));
      // A question that an answer has just brought up is no mistake of the person's.
      const unanswered = openQuestions(now.draft.item.situation, now.draft.answers).filter(({ key }) =>
        asked.some((question) => question.key === key),
      );
      if (unanswered.length === 0) return goTo(reply, `${now.base}/situation`);
      const errors = unanswered.map(({ key, title }) => ({
        path: key,
        code: 'required-choice',
        label: title,
        message: title,
      }));
      return show(reply, page(now, errors), 422);
    },
  );
}

function steps(web: Web, kernel: Kernel): void {
  const page = (
    { draft, frame, base, steps: way }: Held,
    step: string,
    errors: readonly FormError[],
    data = draft.data,
  ) =>
    createElement(StepPage, {
      frame,
      form: draft.form,
      step,
      data,
      action: `${base}/steps/${step}`,
      backHref: before(way, step),
      errors,
    });
  web.get(
    '/my/drafts/:draft/steps/:step',
    { config, schema: { hide: true, params: StepKey } },
    async (request, reply) => {
      const now = await held(kernel, request, request.params.draft);
      if (!now.steps.some(({ key }) => key === request.params.step)) return goTo(reply, now.base);
      return show(reply, page(now, request.params.step, []));
    },
  );
  web.post(
    '/my/drafts/:draft/steps/:step',
    { config, schema: { hide: true, params: StepKey, body: Fields } },
    async (request, reply) => {
      const { draft: draftId, step } = request.params;
      const saved = await saveStep(kernel, {
        actor: request.actor,
        at: kernel.now(),
        draftId,
        step,
        body: request.body,
      });
      if (saved.kind === 'saved') return goTo(reply, '/my?saved=1');
      const now = await held(kernel, request, draftId);
      if (saved.kind === 'again') return goTo(reply, `${now.base}/steps/${step}`);
      if (saved.kind === 'wrong') return show(reply, page(now, step, saved.errors, saved.draft.data), 422);
      return goTo(reply, after(now.steps, step));
    },
  );
}

function materials(web: Web, kernel: Kernel): void {
  const page = async ({ draft, lines, frame, base, steps: way }: Held, errors: readonly FormError[]) =>
    createElement(MaterialsPage, {
      frame,
      form: uploadForm(lines),
      data: slotsOf(lines, draft.uploads),
      files: await filesOf(kernel, lines, draft.uploads),
      paperOnly: lines.filter(({ form, source }) => form === 'paper' && source !== 'shared').map(({ name }) => name),
      shared: lines.filter(({ source }) => source === 'shared').map(({ name }) => name),
      faults: await askedFor(kernel, draft, lines),
      action: `${base}/materials`,
      nextHref: `${base}/review`,
      backHref: before(way, 'materials'),
      errors,
    });
  web.get('/my/drafts/:draft/materials', { config, schema: { hide: true, params: DraftId } }, async (request, reply) =>
    show(reply, await page(await held(kernel, request, request.params.draft), [])),
  );
  web.post(
    '/my/drafts/:draft/materials',
    { config: { ...config, allowance: allowances.upload }, schema: { hide: true, params: DraftId } },
    async (request, reply) => {
      const writing = { actor: request.actor, at: kernel.now(), draftId: request.params.draft };
      const { lines } = await held(kernel, request, writing.draftId);
      const { body, errors } = await readParts(request, (part) => uploadToDraft(kernel, { ...writing, ...part }));
      const action = rowActionOf(uploadForm(lines), body);
      if (action?.act === 'remove-file') await removeUpload(kernel, { ...writing, slot: action.file.key });
      const now = await held(kernel, request, writing.draftId);
      if (errors.length > 0) return show(reply, await page(now, errors), 422);
      if (action) return goTo(reply, `${now.base}/materials`);
      if (body._save !== undefined) return goTo(reply, '/my?saved=1');
      const missing = (await faultsOf(kernel, now.draft, writing.at)).uploads;
      return missing.length > 0 ? show(reply, await page(now, missing), 422) : goTo(reply, `${now.base}/review`);
    },
  );
}

async function askedFor(kernel: Kernel, draft: Draft, lines: readonly Wanted[]) {
  if (draft.corrects === null) return [];
  const { checklist } = await applicationOf(databaseOf(kernel), draft.corrects);
  return lines.map((line) => faultOf(line, checklist));
}

async function filesOf(
  kernel: Kernel,
  lines: readonly Wanted[],
  uploads: Draft['uploads'],
): Promise<Record<string, UploadedFile>> {
  const files: Record<string, UploadedFile> = {};
  for (const { key } of lines) {
    const id = uploads[key];
    if (id === undefined) continue;
    const { name, size, scan } = await fileById(kernel.pool, id);
    const note = scan === 'waiting' || scan === 'infected' ? text.uploads.scan[scan] : undefined;
    files[slotOf(key)] = { name, size: sizeText(size), note };
  }
  return files;
}

function review(web: Web, kernel: Kernel): void {
  const page = async ({ draft, lines, frame, base }: Held, wrong: boolean, more: readonly ReviewFault[] = []) => {
    const fills = lines.some(({ key }) => key === FORM_KEY);
    const files = await filesOf(kernel, lines, draft.uploads);
    return createElement(ReviewPage, {
      frame,
      form: fills ? draft.form : null,
      data: draft.data,
      situation: draft.corrects === null ? answersInWords(draft.item.situation, draft.answers) : [],
      files: lines.filter(isUploadable).map(({ key, name }) => ({ name, file: files[slotOf(key)]?.name ?? null })),
      faults: [...more, ...(await reviewFaults(kernel, draft, base))],
      hrefOf: (step) => `${base}/steps/${step}`,
      submitAction: `${base}/submit`,
      discardHref: `${base}/discard`,
      isCorrection: draft.corrects !== null,
      wrong,
    });
  };
  web.get('/my/drafts/:draft/review', { config, schema: { hide: true, params: DraftId } }, async (request, reply) =>
    show(reply, await page(await held(kernel, request, request.params.draft), false)),
  );
  web.post('/my/drafts/:draft/submit', { config, schema: { hide: true, params: DraftId } }, async (request, reply) => {
    const writing = { actor: request.actor, at: kernel.now(), draftId: request.params.draft };
    try {
      const { number } = await submitDraft(kernel, { ...writing, papers: papersOf(request) });
      return goTo(reply, `/my/applications/${number}/receipt`);
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 422)) throw error;
      const now = await held(kernel, request, writing.draftId);
      const own = error.code.startsWith('cases/no-')
        ? [{ message: sentenceOf(error.code, error.details), href: now.base }]
        : [];
      return show(reply, await page(now, true, own), 422);
    }
  });
}

async function reviewFaults(kernel: Kernel, draft: Draft, base: string): Promise<readonly ReviewFault[]> {
  const faults = await faultsOf(kernel, draft, kernel.now());
  const stepOfPath = (path: string): string => {
    const parsed = parsePath(path);
    return (parsed && fieldAt(draft.form, parsed)?.step.key) ?? draft.form.steps[0]?.key ?? '';
  };
  return [
    ...(faults.questions ? [{ message: pageText.review.questions, href: `${base}/situation` }] : []),
    ...faults.form.map(({ message, path }) => ({ message, href: `${base}/steps/${stepOfPath(path)}` })),
    ...faults.uploads.map(({ message }) => ({ message, href: `${base}/materials` })),
  ];
}
