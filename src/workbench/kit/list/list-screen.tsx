import type { ReactNode } from 'react';
import { text } from '../../text.ts';
import { Button } from '../button.tsx';
import { ListRows, type RowsProps } from './list-rows.tsx';

type Props<T> = RowsProps<T> & {
  readonly title: ReactNode;
  readonly intro?: ReactNode;
  /** What can be begun from here. */
  readonly acts?: ReactNode;
  /** Where what is chosen is fetched from as a file. */
  readonly csv?: string;
  readonly xlsx?: string;
  readonly chips?: ReactNode;
  readonly filters?: ReactNode;
  /** Sums, and what came of an act on the rows. */
  readonly sums?: ReactNode;
  /** What stands below the rows, dialogs among it. */
  readonly children?: ReactNode;
};

/** A screen that is a list: what it is, what narrows it, its rows, and the same as a file and on paper. */
export const ListScreen = <T,>(props: Props<T>) => (
  <div className="stack">
    <header>
      <h1>{props.title}</h1>
      <div className="row no-print">
        {props.acts}
        {props.csv !== undefined && (
          <a className="button" href={props.csv} download>
            {text.list.csv}
          </a>
        )}
        {props.xlsx !== undefined && (
          <a className="button" href={props.xlsx} download>
            {text.list.xlsx}
          </a>
        )}
        <Button onClick={() => window.print()}>{text.list.print}</Button>
      </div>
    </header>
    {props.intro !== undefined && <p className="soft">{props.intro}</p>}
    {props.chips}
    {props.filters !== undefined && <div className="row foot no-print">{props.filters}</div>}
    {props.sums}
    <ListRows {...props} />
    {props.children}
  </div>
);
