import type { Day } from '../../kernel/index.ts';
import { Fact, Facts, Moment, Notice, OnDay, Page, Table } from '../../ui/index.ts';
import { words } from '../words.ts';
import type { Context } from './landing.tsx';
import { pageText } from './text.ts';

/** Whether a letter with this code was sent: who holds the paper can check it, and learns nothing he does not hold. */
export const LetterCheckPage = (props: {
  readonly context: Context;
  readonly letter: {
    readonly number: string;
    readonly title: string;
    readonly agency: string;
    readonly at: Date;
  } | null;
}) => (
  <Page {...props.context} title={pageText.letter.title} unlisted>
    {props.letter === null ? (
      <Notice kind="warning" title={pageText.letter.unknown} announced />
    ) : (
      <>
        <Notice kind="success" title={pageText.letter.known} announced />
        <Facts>
          <Fact label={pageText.letter.number}>{props.letter.number}</Fact>
          <Fact label={pageText.letter.name}>{props.letter.title}</Fact>
          <Fact label={pageText.letter.agency}>{props.letter.agency}</Fact>
          <Fact label={pageText.letter.issued}>
            <Moment at={props.letter.at} />
          </Fact>
        </Facts>
      </>
    )}
  </Page>
);

/** What came of a payment, for who comes back from the gateway. */
export const PaymentPage = (props: { readonly context: Context; readonly state: 'paid' | 'open' | 'closed' }) => (
  <Page {...props.context} title={pageText.payment.title} unlisted>
    <Notice kind={props.state === 'paid' ? 'success' : 'info'} title={pageText.payment[props.state]} announced />
    <p>
      <a href="/information-requests/progress">{pageText.progress}</a>
    </p>
  </Page>
);

export type OwnRequest = {
  readonly number: string;
  readonly subject: string;
  readonly stateTitle: string;
  readonly submittedOn: Day;
};

/** Requests of somebody who is signed in. */
export const OwnPage = (props: { readonly context: Context; readonly requests: readonly OwnRequest[] }) => (
  <Page {...props.context} title={pageText.mine} unlisted breadcrumb={[{ href: '/my', title: pageText.mine }]}>
    {props.requests.length === 0 ? (
      <p className="empty">{pageText.list.none}</p>
    ) : (
      <Table
        caption={pageText.mine}
        rows={props.requests}
        rowKey={({ number }) => number}
        columns={[
          {
            key: 'number',
            title: words.request.number,
            header: true,
            cell: ({ number }) => <a href={`/my/information-requests/${number}`}>{number}</a>,
          },
          { key: 'subject', title: words.request.subject, cell: ({ subject }) => subject },
          { key: 'state', title: words.request.state, cell: ({ stateTitle }) => stateTitle },
          { key: 'on', title: words.request.submittedOn, cell: ({ submittedOn }) => <OnDay day={submittedOn} /> },
        ]}
      />
    )}
    <p>
      <a href="/information-requests/new">{pageText.start}</a>
    </p>
  </Page>
);
