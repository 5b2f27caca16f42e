import type { FlowStep } from '../../kernel/index.ts';
import { Actions, LinkButton, Page, type PageProps, PlatformTabs, Section, Table } from '../../ui/index.ts';
import type { TableInForce } from '../fee-tables.ts';
import { writtenOn } from '../papers/words.ts';
import { feeLines } from './fee-words.ts';
import { feeWords, pageText } from './text.ts';

export type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;

export type PublishedAnswer = {
  readonly id: number;
  readonly topic: string;
  readonly url: string | null;
};

export type Acceptor = {
  readonly id: number;
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
};

/** 依申请公开专栏: the eight elements that the column has to show, the way to the form and to progress. R-101 */
export const LandingPage = (props: {
  readonly context: Context;
  /** Of the drawing of the process that runs, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly steps: readonly FlowStep[];
  readonly answers: readonly PublishedAnswer[];
  readonly acceptors: readonly Acceptor[];
  readonly fees: readonly TableInForce[];
}) => (
  <Page {...props.context} title={pageText.title}>
    <PlatformTabs current="request" />
    <p>{pageText.intro}</p>
    <Actions>
      <LinkButton href="/information-requests/new">{pageText.start}</LinkButton>
      <LinkButton href="/information-requests/progress" kind="secondary">
        {pageText.progress}
      </LinkButton>
      <LinkButton href="/my/information-requests" kind="secondary">
        {pageText.mine}
      </LinkButton>
    </Actions>
    {pageText.elements.map(({ key, title, lines }) => (
      <Section key={key} title={title} id={key}>
        {lines.length > 0 && (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {key === 'fees' && <FeeStandard fees={props.fees} />}
        {key === 'flow' && <Flow {...props} />}
        {key === 'catalogue' && <a href="/search">{pageText.searchLink}</a>}
        {key === 'acceptor' && <Acceptors acceptors={props.acceptors} />}
        {key === 'form' && (
          <ul>
            <li>
              <a href="/information-requests/new">{pageText.start}</a>
            </li>
            <li>
              <a href="/information-requests/blank-form">{pageText.blankLink}</a>
            </li>
          </ul>
        )}
      </Section>
    ))}
    {props.answers.length > 0 && (
      <Section title={pageText.answers}>
        <p>{pageText.answersNote}</p>
        <ul>
          {props.answers.map(({ id, topic, url }) => (
            <li key={id}>
              <a href={url ?? `/information-requests/answers/${id}`}>{topic}</a>
            </li>
          ))}
        </ul>
      </Section>
    )}
  </Page>
);

/** The tables in force, and those that are known to come, each from its day. */
const FeeStandard = ({ fees }: { readonly fees: readonly TableInForce[] }) =>
  fees.map(({ table, since, source }) => (
    <div key={since}>
      <p>{feeWords.since(writtenOn(since), source)}</p>
      <ul>
        {feeLines(table).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  ));

/** Where one can go, write and call. */
const Acceptors = ({ acceptors }: { readonly acceptors: readonly Acceptor[] }) => (
  <details>
    <summary>{pageText.acceptors}</summary>
    <Table
      caption={pageText.acceptors}
      rows={acceptors}
      rowKey={({ id }) => String(id)}
      columns={[
        {
          key: 'name',
          title: pageText.agency,
          header: true,
          cell: ({ id, name }) => <a href={`/information-requests/new?agency=${id}`}>{name}</a>,
        },
        { key: 'address', title: pageText.address, cell: ({ address }) => address ?? '' },
        { key: 'phone', title: pageText.phone, cell: ({ phone }) => phone ?? '12345' },
      ]}
    />
  </details>
);

const CHART = '/information-requests/process.svg';

/** The process that requests run on, drawn and in words. */
const Flow = ({
  width,
  height,
  steps,
}: {
  readonly width: number;
  readonly height: number;
  readonly steps: readonly FlowStep[];
}) => (
  <>
    <section className="scrolls" tabIndex={0} aria-label={pageText.chart}>
      <a href={CHART}>
        <img src={CHART} alt={pageText.chart} width={width} height={height} className="fits" />
      </a>
    </section>
    <p className="hint">
      <a href={CHART}>{pageText.wholeChart}</a>
    </p>
    <details>
      <summary>{pageText.steps}</summary>
      <ol>
        {steps.map((step) => (
          <li key={step.state}>
            <strong>{step.title}</strong>
            {step.holder !== null && `，${step.holder}`}
            {step.clocks.map((clock) => (
              <p key={clock.text} className="hint">
                {[clock.text, ...(clock.extension === null ? [] : [clock.extension]), clock.law].join('；')}
              </p>
            ))}
            <ul>
              {step.acts.map(({ act, title, who, to }) => (
                <li key={act}>{pageText.act(title, who, to)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </details>
  </>
);

/** What was made public because several asked for it. */
export const AnswerPage = (props: {
  readonly context: Context;
  readonly topic: string;
  readonly answer: string;
  readonly agency: string;
}) => (
  <Page {...props.context} title={props.topic} breadcrumb={[{ href: '/information-requests', title: pageText.title }]}>
    <p className="note">{props.agency}</p>
    {props.answer.split('\n').map((line) => (
      <p key={line}>{line}</p>
    ))}
  </Page>
);
