import { Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import { z } from 'zod';
import { type Kernel, refuse, type Web } from '../../kernel/index.ts';
import { writtenMoment } from '../../ui/index.ts';
import { type Publication, publications } from '../repo/publications.ts';
import { wordsOf } from '../rules/address.ts';
import { text } from '../text.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const downloads = { name: 'sites.word', count: 30, seconds: 60 };

/** What is published, as a document to be saved. @law R-141 */
export function wordRoutes(web: Web, kernel: Kernel): void {
  web.get(
    '/content/word/:file',
    {
      config: { may: 'sites.read', allowance: downloads },
      schema: { hide: true, params: z.object({ file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,89}\.docx$/u) }) },
    },
    async (request, reply) => {
      const ref = request.params.file.replace(/\.docx$/u, '');
      const { pool } = kernel.published;
      const { rows } = await pool.query<{ index: string }>(
        'select index_number as index from pub.pub_article where ref = $1 and not withdrawn',
        [ref],
      );
      const [publication] = await publications(
        pool,
        rows.map(({ index }) => index),
      );
      if (!publication || publication.withdrawn) throw refuse('http/not-found', {}, 404);
      return reply
        .type(DOCX)
        .header('content-disposition', `attachment; filename="${ref}.docx"`)
        .send(await documentOf(publication));
    },
  );
}

/** Parts of clean HTML that stand on a line of their own. */
const blocksOf = (html: string): readonly string[] =>
  html
    .split(/<\/(?:p|h\d|li|tr|blockquote|div)>|<br\s*\/?>/giu)
    .map(wordsOf)
    .filter((line) => line !== '');

async function documentOf({ title, index, documentNumber, publishedAt, content }: Publication): Promise<Buffer> {
  const words = text.article;
  const facts = [
    `${words.index}：${index}`,
    ...(documentNumber === null ? [] : [`${words.documentNumber}：${documentNumber}`]),
    `${words.agency}：${content?.agency ?? ''}`,
    `${words.publishedAt}：${writtenMoment(publishedAt)}`,
  ];
  return Packer.toBuffer(
    new Document({
      title,
      sections: [
        {
          children: [
            new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
            ...facts.map((line) => new Paragraph({ children: [new TextRun({ text: line, size: 20 })] })),
            new Paragraph({}),
            ...blocksOf(content?.body ?? '').map(
              (line) => new Paragraph({ children: [new TextRun({ text: line, size: 24 })] }),
            ),
          ],
        },
      ],
    }),
  );
}
