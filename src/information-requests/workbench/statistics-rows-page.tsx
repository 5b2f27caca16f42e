import { urlOf } from '../../workbench/call.ts';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { BASE, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { statisticsRows } from '../statistics/contract.ts';
import { statisticsText as text } from '../statistics/text.ts';
import { askedIn } from './statistics-page.tsx';

/** The requests behind one figure of the statistics. */
export function Page({ query }: PageProps) {
  const asked = askedIn(query);
  const key = query.get('key');
  const side = 'numerator' as const;
  const figure = { ...asked, side, measure: query.get('measure') ?? '', ...(key === null ? {} : { key }) };
  const list = useList(statisticsRows, (after) => ({ query: { ...figure, after } }));
  const title = list.first?.title ?? text.title;
  return (
    <ListScreen
      title={title}
      acts={
        <Link className="button" to={urlOf({ path: '/information-requests/statistics' }, { query: asked })}>
          {text.back}
        </Link>
      }
      list={list}
      empty={text.noRows}
      caption={title}
      keyOf={({ ref }) => ref}
      columns={[
        {
          title: text.rowColumns.ref,
          cell: ({ ref, url }) =>
            url?.startsWith(`${BASE}/`) ? (
              <Link to={url.slice(BASE.length)} className="number">
                {ref}
              </Link>
            ) : (
              ref
            ),
        },
        { title: text.rowColumns.label, cell: ({ label }) => label },
        {
          title: text.rowColumns.quantity,
          cell: ({ quantity }) => <span className="number">{quantity}</span>,
          right: true,
        },
      ]}
    />
  );
}
