import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { filterIn, whole } from '../../workbench/kit/list/filter.ts';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Notice } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { AgencyField } from './agency-field.tsx';
import { AppointDialog } from './appoint-dialog.tsx';
import { listPosts, listVacancies } from './endpoints.ts';
import { EnterStaffDialog } from './enter-staff-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { words } from './text.ts';

type Post = Output<typeof listPosts>['rows'][number];
type Holder = Post['holders'][number];
type Open = { readonly post: Post; readonly holder: Holder | null } | 'enter' | null;

/** Who holds which post, what stands empty, and appointing. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/posts', { agency: whole });
  const list = useList(listPosts, (after) => ({ query: { ...filter.asked, after } }));
  const mayAppoint = usePermission('identity.appoint');
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  return (
    <ListScreen
      title={words.posts.title}
      intro={words.posts.intro}
      acts={mayAppoint && <Button onClick={() => setOpen('enter')}>{words.posts.enter}</Button>}
      chips={<Vacancies />}
      filters={<AgencyField value={String(filter.asked.agency ?? '')} onChange={(id) => filter.put('agency', id)} />}
      filter={filter}
      list={list}
      empty={words.posts.empty}
      show={(posts) => <Posts posts={posts} onOpen={mayAppoint ? setOpen : null} />}
    >
      {open === 'enter' && <EnterStaffDialog onClose={close} />}
      {open !== null && open !== 'enter' && open.holder === null && <AppointDialog post={open.post} onClose={close} />}
      {open !== null && open !== 'enter' && open.holder !== null && (
        <LeaveDialog holder={open.holder} onClose={close} />
      )}
    </ListScreen>
  );
}

const Posts = ({
  posts,
  onOpen,
}: {
  readonly posts: readonly Post[];
  readonly onOpen: ((open: Open) => void) | null;
}) => (
  <Table
    caption={words.posts.table}
    rows={posts}
    keyOf={(post) => post.id}
    columns={[
      {
        title: words.posts.columns.post,
        cell: (post) => (
          <>
            <b>{post.title}</b> {post.isLiaison && <span className="tag">{words.posts.liaison}</span>}
            <div className="soft">{post.agency}</div>
            {post.serves.length > 0 && <div className="soft">{words.posts.serves(post.serves.join('、'))}</div>}
          </>
        ),
      },
      { title: words.posts.columns.roles, cell: (post) => post.roles.map(({ title }) => title).join('、') },
      { title: words.posts.columns.holders, cell: (post) => <Holders post={post} onOpen={onOpen} /> },
    ]}
  />
);

const Holders = ({ post, onOpen }: { readonly post: Post; readonly onOpen: ((open: Open) => void) | null }) => (
  <ul className="stack tight">
    {post.holders.map((holder) => (
      <li key={holder.appointmentId} className="row apart">
        <span>
          {holder.name} <span className="soft number">{words.posts.term(holder.fromOn, holder.untilOn)}</span>
          {holder.filingNumber && <div className="soft">{words.posts.filing(holder.filingNumber)}</div>}
        </span>
        {onOpen && (
          <Button
            kind="quiet"
            onClick={() => onOpen({ post, holder })}
            aria-label={`${words.posts.leave} ${holder.name}`}
          >
            {words.posts.leave}
          </Button>
        )}
      </li>
    ))}
    {post.holders.length < post.minHolders && (
      <li>
        <span className="tag wrong">{words.posts.nobody}</span>
      </li>
    )}
    {onOpen && (
      <li>
        <Button
          kind="quiet"
          onClick={() => onOpen({ post, holder: null })}
          aria-label={`${words.posts.appoint} ${post.title}`}
        >
          {words.posts.appoint}
        </Button>
      </li>
    )}
  </ul>
);

function Vacancies() {
  const vacant = useCall(listVacancies, { query: {} });
  const list = vacant.data?.vacancies ?? [];
  if (list.length === 0) return null;
  return (
    <Notice tone="warn">
      <details>
        <summary>{words.posts.vacancies(list.length)}</summary>
        <ul>
          {list.map((post) => (
            <li key={post.postId}>
              {post.agency} · {words.posts.vacancy(post.title, post.missing)}{' '}
              {post.sinceOn && <span className="soft">{words.posts.since(post.sinceOn)}</span>}
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}
