import { Readable } from 'node:stream';
import {
  type Actor,
  addFile,
  dayOf,
  type Kernel,
  type PdfRenderer,
  pdfRenderer,
  refuse,
  type Web,
  yearOf,
} from '../../kernel/index.ts';
import { findPersonalData } from '../../screening/index.ts';
import { whereLinksLead } from '../../sites/index.ts';
import { bringFile, bringHtml, type Into } from '../editor/bring.ts';
import { checkArticle } from '../editor/check/check.ts';
import { findingText } from '../editor/text.ts';
import { checkCall, convertCall, officialCall, pasteCall, previewOfficialCall } from '../editor/wire.ts';
import { officialDocument } from '../official-document/compose.ts';
import { pagePictures } from '../official-document/preview.ts';
import { publicationById } from '../operations/publication.ts';

const tags = ['disclosure'];
const may = { config: { may: 'disclosure.draft' } };
const LARGEST_BODY = 8_000_000;
const MOST_BYTES = 20 * 1_048_576;
const PDF: ReadonlySet<string> = new Set(['application/pdf']);

let renderer: Promise<PdfRenderer> | undefined;
/** Fonts and compiler, loaded when the first document is made. */
const renderers = (): Promise<PdfRenderer> => (renderer ??= pdfRenderer());

/** What the editor asks while somebody writes. */
export function editorRoutes(web: Web, kernel: Kernel): void {
  bringingRoutes(web, kernel);
  checkRoute(web, kernel);
  officialRoutes(web, kernel);
}

function bringingRoutes(web: Web, kernel: Kernel): void {
  web.post(
    convertCall.path,
    {
      ...may,
      schema: { summary: '文件转为正文', tags, params: convertCall.params, response: { 200: convertCall.response } },
    },
    async (request) => {
      const into = await intoDraft(kernel, request.params.id, request.actor);
      const part = await request.file();
      if (!part) throw refuse('files/empty', {}, 422);
      return mutable(await bringFile(kernel, part.file, part.filename, into));
    },
  );
  web.post(
    pasteCall.path,
    {
      ...may,
      bodyLimit: LARGEST_BODY,
      schema: {
        summary: '粘贴的内容转为正文',
        tags,
        params: pasteCall.params,
        body: pasteCall.body,
        response: { 200: pasteCall.response },
      },
    },
    async ({ params, body, actor }) =>
      mutable(await bringHtml(kernel, body.html, await intoDraft(kernel, params.id, actor))),
  );
}

function checkRoute(web: Web, kernel: Kernel): void {
  web.post(
    checkCall.path,
    {
      ...may,
      bodyLimit: LARGEST_BODY,
      schema: { summary: '检查稿件', tags, body: checkCall.body, response: { 200: checkCall.response } },
    },
    async ({ body }) => {
      const findings = await checkArticle(body, {
        leads: (hrefs) => whereLinksLead(kernel, hrefs, new Set(body.files)),
        findPersonalData,
        thisYear: yearOf(dayOf(kernel.now())),
      });
      return {
        findings: findings.map(({ code, severity, field, start, end, ink, instead, link, details }) => ({
          code,
          severity,
          field,
          start,
          end,
          ink,
          instead,
          link,
          sentence: findingText({ code, details }),
        })),
      };
    },
  );
}

/** The form of an official document, shown and made. */
function officialRoutes(web: Web, kernel: Kernel): void {
  const made = async ({ form, body }: { readonly form: unknown; readonly body: string }) => {
    const document = officialDocument(form, body);
    return { document, bytes: await (await renderers()).render('official', document, kernel.now()) };
  };
  web.post(
    officialCall.path,
    {
      ...may,
      bodyLimit: LARGEST_BODY,
      schema: {
        summary: '生成公文版式文件',
        tags,
        params: officialCall.params,
        body: officialCall.body,
        response: { 200: officialCall.response },
      },
    },
    async ({ params, body, actor }) => {
      const into = await intoDraft(kernel, params.id, actor);
      const { document, bytes } = await made(body);
      const file = await addFile(kernel, Readable.from([Buffer.from(bytes)]), {
        name: `${document.number} ${document.title}.pdf`,
        maxBytes: MOST_BYTES,
        allowed: PDF,
        ...into,
        ownerId: null,
      });
      return { fileId: file.id, name: file.name, type: file.mediaType, bytes: file.size };
    },
  );
  web.post(
    previewOfficialCall.path,
    {
      ...may,
      bodyLimit: LARGEST_BODY,
      schema: {
        summary: '预览公文版式',
        tags,
        params: previewOfficialCall.params,
        body: previewOfficialCall.body,
        response: { 200: previewOfficialCall.response },
      },
    },
    async ({ params, body, actor }) => {
      await intoDraft(kernel, params.id, actor);
      const { pages, count } = await pagePictures((await made(body)).bytes);
      return { count, pages: pages.map((page) => ({ ...page, png: page.png.toString('base64') })) };
    },
  );
}

/** Only a draft can be written, by who may write it. */
async function intoDraft(kernel: Kernel, id: number, actor: Actor): Promise<Into> {
  const { snapshot } = await publicationById(kernel, id);
  kernel.access.check(actor, 'disclosure.draft', { agencyId: snapshot.agencyId });
  if (snapshot.state !== 'drafting') throw refuse('matter/not-in-state');
  return { matterId: snapshot.id, ownerId: actor.personId, at: kernel.now() };
}

const mutable = ({ html, attachments, notices }: Awaited<ReturnType<typeof bringHtml>>) => ({
  html,
  attachments: [...attachments],
  notices: [...notices],
});
