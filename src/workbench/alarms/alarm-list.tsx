import type { ReactNode } from 'react';
import type { listOverdue, listProvisional } from '../../workbench-api/contract.ts';
import '../inbox/inbox.css';
import { MatterTable } from '../inbox/matter-table.tsx';
import { ListScreen } from '../kit/list/list-screen.tsx';
import { useList } from '../kit/list/use-list.ts';

type Props = {
  readonly endpoint: typeof listOverdue | typeof listProvisional;
  readonly title: string;
  readonly intro: string;
  readonly empty: string;
  readonly aside?: ReactNode;
};

/** A list of matters something is wrong with. */
export function AlarmList({ endpoint, title, intro, empty, aside }: Props) {
  const list = useList(endpoint, (cursor) => ({ query: { cursor } }));
  return (
    <ListScreen
      title={title}
      intro={intro}
      acts={aside}
      list={list}
      empty={empty}
      show={(rows) => <MatterTable rows={rows} caption={title} />}
    />
  );
}
