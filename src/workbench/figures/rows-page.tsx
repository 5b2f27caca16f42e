import { figureCsv, listFigureRows } from '../../workbench-api/contract.ts';
import { urlOf } from '../call.ts';
import { ListScreen } from '../kit/list/list-screen.tsx';
import { useList } from '../kit/list/use-list.ts';
import { BASE, Link } from '../router.tsx';
import type { PageProps } from '../screen.ts';
import { periodIn } from './period.ts';
import { figureText } from './text.ts';

/** The rows one side of a figure is made of. */
export function Page({ params, query }: PageProps) {
  const id = params.id ?? '';
  const side = params.side === 'denominator' ? ('denominator' as const) : ('numerator' as const);
  const period = periodIn(query, new Date());
  const list = useList(listFigureRows, (after) => ({ params: { id }, query: { ...period, side, after } }));
  const title = list.first ? figureText.rows(list.first.title, list.first.label) : figureText.title;
  return (
    <ListScreen
      title={title}
      acts={
        <Link className="button" to={urlOf({ path: '/figures' }, { query: period })}>
          {figureText.title}
        </Link>
      }
      csv={urlOf(figureCsv, { params: { id }, query: { ...period, side } })}
      list={list}
      empty={figureText.noRows}
      caption={title}
      keyOf={({ ref }) => ref}
      columns={[
        { title: figureText.rowColumns.ref, cell: ({ url, ref }) => <Where url={url}>{ref}</Where> },
        { title: figureText.rowColumns.label, cell: ({ label }) => label },
        {
          title: figureText.rowColumns.quantity,
          cell: ({ quantity }) => <span className="number">{quantity}</span>,
          right: true,
        },
      ]}
    />
  );
}

/** A row may lead into the workbench or to a public page; anything else is shown as text. */
const Where = ({ url, children }: { readonly url: string | null; readonly children: string }) => {
  if (url?.startsWith(`${BASE}/`)) return <Link to={url.slice(BASE.length)}>{children}</Link>;
  return url?.startsWith('/') && !url.startsWith('//') ? <a href={url}>{children}</a> : children;
};
