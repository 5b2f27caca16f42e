import type { Content } from '../../contract.ts';
import { Html } from '../html-view.tsx';
import { words as all } from '../text.ts';
import { fields } from './text.ts';

/** The article on paper, for who reads it with a pencil: nothing of the screen around it. */
export const PrintSheet = ({ id, content }: { readonly id: number; readonly content: Content }) => (
  <div className="print-sheet" aria-hidden="true">
    <p className="print-title">{content.title}</p>
    {content.subtitle !== '' && <p>{content.subtitle}</p>}
    <p>
      {[
        [fields.documentNumber, content.documentNumber],
        [fields.formedOn, content.formedOn],
        [fields.source, content.source],
        [fields.attribute, all.attributes[content.attribute]],
      ]
        .filter(([, value]) => value)
        .map(([name, value]) => `${name}：${value}`)
        .join('　')}
    </p>
    <Html html={content.body} id={id} />
    {content.attachments.map(({ fileId, name }) => (
      <p key={fileId}>
        {fields.attachments}：{name}
      </p>
    ))}
  </div>
);
