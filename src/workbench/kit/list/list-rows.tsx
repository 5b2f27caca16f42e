import type { ReactNode } from 'react';
import { isSignedOut } from '../../problem.ts';
import { text } from '../../text.ts';
import { Button } from '../button.tsx';
import { More } from '../more.tsx';
import { Empty, Failed, Loading } from '../notice.tsx';
import { type Column, Table } from '../table.tsx';
import type { List } from './use-list.ts';
import { ROWS, useRowKeys } from './walk.ts';

type AsTable<T> = {
  /** What the table is, read aloud and not shown. */
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string | number;
};

export type RowsProps<T> = {
  readonly list: Pick<List, 'error' | 'refresh' | 'first' | 'hasMore' | 'isTurning' | 'more'> & {
    readonly rows: readonly T[];
  };
  /** What is said where there is nothing, and nothing was left out. */
  readonly empty: ReactNode;
  readonly filter?: { readonly isNarrowed: boolean; readonly clear: () => void } | undefined;
  /** Something stands below: the next page comes when it is asked for, and not by scrolling. */
  readonly onDemand?: boolean;
} & (AsTable<T> | { readonly show: (rows: readonly T[]) => ReactNode });

/** The rows of a list as far as they are fetched; or that there are none, that they are on their way, or why not. */
export function ListRows<T>(props: RowsProps<T>) {
  const { list, empty, filter, onDemand = false } = props;
  useRowKeys(list.more);
  return (
    <>
      {list.rows.length > 0 && (
        <div className="panel flush" {...{ [ROWS]: '' }}>
          {'show' in props ? props.show(list.rows) : <Table {...props} rows={list.rows} />}
        </div>
      )}
      {list.rows.length === 0 && list.first !== undefined && <Nothing empty={empty} filter={filter} />}
      {list.error !== null && !isSignedOut(list.error) ? (
        <Failed error={list.error} retry={list.refresh} />
      ) : (
        list.first === undefined && <Loading />
      )}
      {list.rows.length > 0 && (
        <div className="row">
          {list.hasMore && <More onMore={list.more} busy={list.isTurning} onDemand={onDemand} />}
          <span className="soft" role="status">
            {list.hasMore ? text.list.loaded(list.rows.length) : text.list.all(list.rows.length)}
          </span>
        </div>
      )}
    </>
  );
}

const Nothing = ({ empty, filter }: Pick<RowsProps<never>, 'empty' | 'filter'>) => (
  <Empty>
    {filter?.isNarrowed ? (
      <>
        <p>{text.list.nothingFound}</p>
        <Button kind="quiet" onClick={filter.clear}>
          {text.list.clear}
        </Button>
      </>
    ) : (
      empty
    )}
  </Empty>
);
