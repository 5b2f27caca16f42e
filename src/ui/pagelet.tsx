import type { ReactNode } from 'react';
import type { Day } from '../kernel/day.ts';
import { OnDay } from './on-day.tsx';

/** A sheet that is printed or read as one document: notice, receipt, decision. Takes one page of A4 with nothing around it. */
export const Pagelet = (props: {
  /** The body that issues it, above the title. */
  readonly issuer?: string | undefined;
  readonly title: string;
  readonly number?: string | undefined;
  readonly children: ReactNode;
  /** Signature block at the lower right. */
  readonly signedBy?: string | undefined;
  readonly signedOn?: Day | undefined;
  /** At the foot: code to verify it. */
  readonly foot?: ReactNode;
}) => (
  <article className="pagelet">
    {props.issuer !== undefined && <p className="pagelet-issuer">{props.issuer}</p>}
    <h2>{props.title}</h2>
    {props.number !== undefined && <p className="pagelet-number">{props.number}</p>}
    <div>{props.children}</div>
    {(props.signedBy ?? props.signedOn) !== undefined && (
      <p className="pagelet-signature">
        {props.signedBy}
        {props.signedOn && (
          <>
            <br />
            <OnDay day={props.signedOn} short />
          </>
        )}
      </p>
    )}
    {props.foot !== undefined && <div className="pagelet-foot">{props.foot}</div>}
  </article>
);
