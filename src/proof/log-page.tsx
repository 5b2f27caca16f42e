import type { LogOverview } from '../kernel/log/index.ts';
import { Fact, Facts, LinkList, Moment, Notice, Page, type PageProps, Section, Table } from '../ui/index.ts';
import { logText as text } from './log-text.ts';
import { receiptText } from './receipt/text.ts';

type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;

/** What the log is, how it stands, and how anybody can check it without believing this page. */
export const LogPage = (props: {
  readonly context: Context;
  readonly overview: LogOverview | null;
  readonly isStopped: boolean;
  readonly address: string;
}) => (
  <Page {...props.context} title={text.title}>
    <p>{text.intro}</p>
    {props.isStopped && <Notice kind="warning" title={text.stopped} />}
    {props.overview === null ? (
      <Notice title={text.notYet} />
    ) : (
      <Overview overview={props.overview} address={props.address} />
    )}
  </Page>
);

const Overview = ({ overview, address }: { readonly overview: LogOverview; readonly address: string }) => (
  <>
    <Section title={text.nowTitle}>
      <Facts>
        <Fact label={text.origin}>{overview.origin}</Fact>
        <Fact label={text.size}>{text.entries(overview.size)}</Fact>
        <Fact label={text.at}>
          <Moment at={overview.at} />
        </Fact>
        <Fact label={text.root}>
          <code>{overview.root.toString('base64')}</code>
        </Fact>
        <Fact label={text.key}>
          <code>{overview.vkey}</code>
        </Fact>
        <Fact label={text.suite}>{text.suites[overview.suite] ?? overview.suite}</Fact>
      </Facts>
      {overview.reason !== null && <p>{text.reason(overview.reason)}</p>}
    </Section>
    <Section title={text.witnessTitle}>
      <p>{text.witnessIntro}</p>
      <Table
        caption={text.witnessTitle}
        hideCaption
        empty={text.noWitness}
        rows={overview.witnesses}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', title: text.witness, header: true, cell: ({ name }) => name },
          { key: 'size', title: text.witnessSize, numeric: true, cell: ({ size }) => size },
          { key: 'at', title: text.witnessAt, cell: ({ at }) => <Moment at={at} /> },
        ]}
      />
    </Section>
    <Section title={text.checkTitle}>
      <p>{text.checkReceipt}</p>
      <LinkList links={[{ href: '/verify/receipt', title: receiptText.title }]} />
      <p>{text.checkTools}</p>
      <Facts>
        <Fact label={text.address}>
          <code>{address}</code>
        </Fact>
        <Fact label={text.origin}>
          <code>{overview.origin}</code>
        </Fact>
        <Fact label={text.key}>
          <code>{overview.vkey}</code>
        </Fact>
      </Facts>
      <p>{text.checkCommand}</p>
      <pre>
        <code>{`mingtang ledger verify --log ${address} --vkey '${overview.vkey}'`}</code>
      </pre>
      <p>{text.checkKeep}</p>
    </Section>
    <Section title={text.filesTitle}>
      <LinkList
        links={[
          { href: '/log/checkpoint', title: `${text.files.checkpoint} /log/checkpoint` },
          { href: '/log/vkey', title: `${text.files.vkey} /log/vkey` },
          {
            href: `/log/checkpoints/${overview.size}`,
            title: `${text.files.history} /log/checkpoints/${overview.size}`,
          },
        ]}
      />
      <Facts>
        <Fact label={text.files.tiles}>
          <code>/log/tile/0/000</code>
        </Fact>
        <Fact label={text.files.entries}>
          <code>/log/tile/entries/000</code>
        </Fact>
      </Facts>
    </Section>
    {overview.former.length > 0 && (
      <Section title={text.formerTitle}>
        <p>{text.formerIntro}</p>
        {overview.former.map((log) => (
          <Facts key={log.origin}>
            <Fact label={text.origin}>{log.origin}</Fact>
            <Fact label={text.size}>{text.entries(log.size)}</Fact>
            <Fact label={text.key}>
              <code>{log.vkey}</code>
            </Fact>
            <Fact label={text.checkpoint}>
              <pre>
                <code>{log.note}</code>
              </pre>
            </Fact>
          </Facts>
        ))}
      </Section>
    )}
  </>
);
