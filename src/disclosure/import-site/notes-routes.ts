import type { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { downloadCsv } from '../../kernel/download.ts';
import { type Actor, dayOf, fileById, type Kernel, pageOf, refuse, sendFile, type Web } from '../../kernel/index.ts';
import { agenciesToRead } from '../operations/view.ts';
import { countedNotes, type Listed, listedNotes, noteById, setSettled, sitesMovedIn } from './notes-repo.ts';
import { listNotes, type NoteRow, noteFile, notesCsv, settleNote } from './notes-wire.ts';
import { placeTitle } from './place-title.ts';
import { importText, noteSentence } from './text.ts';

const tags = ['disclosure'];
const mayRead = { config: { may: 'disclosure.read' } };
const PAGE = 50;
const MOST_CSV = 20_000;

/** What the workbench asks of sites that moved in: what came of each page and file, and what is left to do. */
export function importNoteRoutes(web: Web, kernel: Kernel): void {
  web.get(
    listNotes.path,
    {
      ...mayRead,
      schema: { summary: '网站迁入待办', tags, querystring: listNotes.query, response: { 200: listNotes.response } },
    },
    ({ query, actor }) => noteList(kernel, query, actor),
  );
  web.get(
    notesCsv.path,
    { ...mayRead, schema: { summary: '网站迁入待办（表格）', tags, querystring: notesCsv.query } },
    async ({ query: { view, ...query }, actor }, reply) => {
      const agencyIds = agenciesToRead(kernel, actor);
      const rows = await listedNotes(kernel.pool, view, { ...query, agencyIds }, undefined, MOST_CSV);
      const directory = await directoryOf(kernel);
      const lines = rows.map((row) => viewOf(kernel, row, directory.agencyShortName(row.agencyId), actor));
      return downloadCsv(reply, 'import-notes.csv', [
        importText.notes.csv,
        ...lines.map(({ address, title, sentence, agency, index, notedOn, settledOn, settledBy }) => [
          address,
          title,
          sentence,
          agency,
          index,
          notedOn,
          settledOn,
          settledBy,
        ]),
      ]);
    },
  );
  web.post(
    settleNote.path,
    {
      config: { may: 'disclosure.draft' },
      schema: { summary: '网站迁入待办办结', tags, params: settleNote.params, body: settleNote.body },
    },
    async ({ params: { id }, body: { settled }, actor }, reply) => {
      const note = await noteById(kernel.pool, id);
      if (!note) throw refuse('disclosure/no-import-note', {}, 404);
      kernel.access.check(actor, 'disclosure.draft', { agencyId: note.agencyId });
      await setSettled(kernel.pool, id, settled ? actor.personId : null, settled ? kernel.now() : null);
      return reply.code(204).send();
    },
  );
  web.get(
    noteFile.path,
    { ...mayRead, schema: { summary: '迁入时另存的附件', tags, params: noteFile.params } },
    async (request, reply) => {
      const note = await noteById(kernel.pool, request.params.id);
      if (!note?.fileId) throw refuse('disclosure/no-import-note', {}, 404);
      kernel.access.check(request.actor, 'disclosure.read', { agencyId: note.agencyId });
      return sendFile(kernel, request, reply, await fileById(kernel.pool, note.fileId));
    },
  );
}

async function noteList(
  kernel: Kernel,
  { view, before, ...query }: z.output<typeof listNotes.query>,
  actor: Actor,
): Promise<z.input<typeof listNotes.response>> {
  const agencyIds = agenciesToRead(kernel, actor);
  const asked = { ...query, agencyIds };
  const [found, counts, sites, directory] = await Promise.all([
    listedNotes(kernel.pool, view, asked, before, PAGE + 1),
    countedNotes(kernel.pool, asked),
    sitesMovedIn(kernel.pool, agencyIds),
    directoryOf(kernel),
  ]);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  return {
    rows: rows.map((row) => viewOf(kernel, row, directory.agencyShortName(row.agencyId), actor)),
    counts,
    sites,
    next,
  };
}

function viewOf(kernel: Kernel, row: Listed, agency: string, actor: Actor): NoteRow {
  const { id, address, kind, title, index, draftId, settledBy, fileId, notedAt, settledAt, agencyId } = row;
  return {
    ...{ id, address, kind, title, index, draftId, settledBy, agency },
    sentence: noteSentence({ ...row, name: row.name.split('、').map(placeTitle).join('、') }),
    hasFile: fileId !== null,
    notedOn: dayOf(notedAt),
    settledOn: settledAt && dayOf(settledAt),
    mayWrite: kernel.access.may(actor, 'disclosure.draft', { agencyId }),
  };
}
