import type { OwnData } from '../../kernel/index.ts';
import { Actions, Button, Fact, Facts, LinkButton, Moment, Notice, Page, Section, Table } from '../../ui/index.ts';
import type { Frame } from './sign-in.tsx';
import { words } from './text.ts';

const text = words.data;

export type MyDataPageProps = {
  readonly frame: Frame;
  readonly person: {
    readonly name: string;
    readonly document: string | null;
    readonly phone: string | null;
    readonly address: string | null;
  };
  readonly views: readonly {
    readonly key: string;
    readonly at: Date;
    readonly agency: string;
    readonly category: string;
    readonly fields: string;
    readonly matter: string | null;
  }[];
  readonly requests: readonly {
    readonly number: string;
    readonly at: Date;
    readonly state: string;
    readonly reason: string | null;
  }[];
  readonly mayAsk: boolean;
  readonly asked: string | null;
};

/** What the city keeps about somebody, who has looked at it, and how he gets a copy or has it erased. */
export const MyDataPage = (props: MyDataPageProps) => (
  <Page {...props.frame} title={text.title} unlisted breadcrumb={[]}>
    <p>{text.intro}</p>
    {props.asked !== null && (
      <Notice kind="success" title={text.asked} announced>
        {text.askedNote(props.asked)}
      </Notice>
    )}
    <Section title={words.me.facts}>
      <Facts>
        <Fact label={words.me.name}>{props.person.name}</Fact>
        {props.person.document !== null && <Fact label={words.me.document}>{props.person.document}</Fact>}
        {props.person.phone !== null && <Fact label={words.me.phone}>{props.person.phone}</Fact>}
        {props.person.address !== null && <Fact label={words.me.address}>{props.person.address}</Fact>}
      </Facts>
    </Section>
    <Section title={text.copy}>
      <p>{text.copyNote}</p>
      <Actions>
        <LinkButton kind="secondary" href="/me/data/copy.html">
          {text.asPage}
        </LinkButton>
        <LinkButton kind="secondary" href="/me/data/copy.json">
          {text.asJson}
        </LinkButton>
      </Actions>
    </Section>
    <Views {...props} />
    <Requests {...props} />
  </Page>
);

const Views = ({ views }: MyDataPageProps) => (
  <Section title={text.views} id="views">
    <p>{text.viewsIntro}</p>
    {views.length === 0 ? (
      <p>{text.noViews}</p>
    ) : (
      <Table
        caption={text.viewsTable}
        rows={views}
        rowKey={(row) => row.key}
        columns={[
          { key: 'at', title: text.columns.at, header: true, cell: (row) => <Moment at={row.at} /> },
          { key: 'agency', title: text.columns.agency, cell: (row) => row.agency },
          { key: 'category', title: text.columns.category, cell: (row) => row.category },
          { key: 'fields', title: text.columns.fields, cell: (row) => row.fields },
          { key: 'matter', title: text.columns.matter, cell: (row) => row.matter ?? '' },
        ]}
      />
    )}
  </Section>
);

const Requests = ({ requests, mayAsk }: MyDataPageProps) => (
  <Section title={text.erasure} id="erasure">
    <p>{text.erasureIntro}</p>
    {requests.length > 0 && (
      <Table
        caption={text.requests}
        rows={requests}
        rowKey={(row) => row.number}
        columns={[
          { key: 'number', title: text.requestColumns.number, header: true, cell: (row) => row.number },
          { key: 'at', title: text.requestColumns.at, cell: (row) => <Moment at={row.at} /> },
          { key: 'state', title: text.requestColumns.state, cell: (row) => row.state },
          { key: 'reason', title: text.requestColumns.reason, cell: (row) => row.reason ?? '' },
        ]}
      />
    )}
    {mayAsk && (
      <form className="form" method="post" action="/me/data/erasure" data-once>
        <div className="field">
          <label htmlFor="erasure-words">{text.erasureWords}</label>
          <textarea id="erasure-words" name="words" rows={3} maxLength={500} />
        </div>
        <Actions>
          <Button kind="secondary">{text.ask}</Button>
        </Actions>
      </form>
    )}
  </Section>
);

/** The copy a person takes home: everything the city keeps about him, in full and in words. */
export const MyDataCopy = ({
  frame,
  parts,
  made,
}: {
  readonly frame: Frame;
  readonly parts: readonly OwnData[];
  readonly made: string;
}) => (
  <Page {...frame} title={text.title} unlisted breadcrumb={[]}>
    <p>{text.made(made)}</p>
    {parts.map((part) => (
      <Section key={part.title} title={part.title}>
        {part.items.map((item) => (
          <div key={item.title}>
            <h3>{item.title}</h3>
            <Facts>
              {item.facts.map(([label, value]) => (
                <Fact key={`${label} ${value}`} label={label}>
                  {value}
                </Fact>
              ))}
            </Facts>
          </div>
        ))}
      </Section>
    ))}
  </Page>
);
