import { Page, Pagination } from '../../ui/index.ts';
import type { Column, Site } from '../contract.ts';
import { text } from '../text.ts';
import { frameOf, tagsOf } from './frame.ts';
import { type Line, Lines } from './lines.tsx';

/** A column, one page of it. */
export const ListPage = (props: {
  readonly site: Site;
  readonly column: Column;
  readonly filled: ReadonlySet<string>;
  readonly path: string;
  readonly lines: readonly Line[];
  /** Null on the first page a visitor sees. */
  readonly page: number | null;
  readonly newerHref?: string | undefined;
  readonly olderHref?: string | undefined;
}) => {
  const { column, page } = props;
  const title = page === null ? column.title : `${column.title}：${text.list.page(page)}`;
  return (
    <Page
      site={frameOf(props.site, props.filled)}
      path={props.path}
      title={title}
      description={column.description}
      column={tagsOf(column)}
      breadcrumb={[]}
    >
      <Lines lines={props.lines} />
      <Pagination previousHref={props.newerHref} nextHref={props.olderHref} />
    </Page>
  );
};
