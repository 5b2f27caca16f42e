import { Readable } from 'node:stream';
import { openPublication, type People } from '../../../src/disclosure/testing.ts';
import { addFile } from '../../../src/kernel/index.ts';
import { doc } from '../../../src/kernel/old-office/testing/letters.ts';
import { told } from './disclosure.ts';
import { agencyAt, type Seen, type Setting, seen } from './setting.ts';

/** What an import of the agency's former site left to do: an archive that is kept aside, and an old letter on a draft. */
export async function prepareImports(setting: Setting, who: People) {
  const { kernel, owner, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const { rows } = await owner.query<{ id: string }>(
    `select id from kernel.matter where kind = 'publication' and agency_id = $1 order by id limit 1`,
    [agencyId],
  );
  const matterId = Number(rows[0]?.id);
  const file = await addFile(kernel, Readable.from([Buffer.from('526172211a07010033', 'hex')]), {
    name: '名单.rar',
    allowed: new Set(['application/x-rar-compressed']),
    maxBytes: 1000,
    ownerId: null,
    matterId,
    at,
  });
  const noted = await owner.query<{ id: string }>(
    `insert into disclosure.import_note (matter_id, site, address, kind, name, file_id, noted_at)
     values ($1, 'http://former.example/', 'http://former.example/1.html', 'file-aside', '名单.rar', $2, $3) returning id`,
    [matterId, file.id, at],
  );
  const letter = await addFile(kernel, Readable.from([doc({ lines: [{ text: '值班安排' }] })]), {
    name: '值班.doc',
    allowed: new Set(['application/msword']),
    maxBytes: 100_000,
    ownerId: who.drafter.personId,
    at,
  });
  const attachments = [{ fileId: letter.id, name: letter.name, type: letter.mediaType, bytes: letter.size }];
  const draft = await openPublication(kernel, {
    agencyId,
    content: told('附有旧格式文件的通告', { attachments }),
    actor: who.drafter,
    at,
    files: [letter.id],
  });
  const oldFile: Seen & { readonly file: string } = { ...(await seen(setting, draft.id)), file: letter.id };
  return { importNote: Number(noted.rows[0]?.id), oldFile };
}
