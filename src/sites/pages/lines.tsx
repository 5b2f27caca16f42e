import { LinkList, Tag, writtenMoment } from '../../ui/index.ts';
import { text } from '../text.ts';

export type Line = {
  readonly path: string;
  readonly title: string;
  readonly publishedAt: Date;
  readonly validity: string;
};

/** The mark of what is no longer in force. */
export const ValidityTag = ({ validity }: { readonly validity: string }) =>
  validity === 'abolished' ? (
    <Tag>{text.list.abolished}</Tag>
  ) : validity === 'lapsed' ? (
    <Tag>{text.list.lapsed}</Tag>
  ) : null;

/** Titles with their day; what is no longer in force says so. */
export const Lines = ({ lines, empty }: { readonly lines: readonly Line[]; readonly empty?: string }) => (
  <LinkList
    empty={empty}
    links={lines.map(({ path, title, publishedAt, validity }) => ({
      href: path,
      title,
      note: (
        <>
          <ValidityTag validity={validity} />{' '}
          <time dateTime={publishedAt.toISOString()}>{writtenMoment(publishedAt).slice(0, 10)}</time>
        </>
      ),
    }))}
  />
);
