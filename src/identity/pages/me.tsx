import {
  Actions,
  Button,
  ErrorSummary,
  Fact,
  Facts,
  Hidden,
  LinkButton,
  Moment,
  Notice,
  Page,
  Section,
  Table,
  Tag,
} from '../../ui/index.ts';
import { Line, type LineError } from './line.tsx';
import type { Frame } from './sign-in.tsx';
import { words } from './text.ts';

const text = words.me;

export type MePageProps = {
  readonly frame: Frame;
  readonly person: {
    readonly name: string;
    readonly document: string | null;
    readonly phone: string | null;
    readonly address: string | null;
    readonly isCitizen: boolean;
  };
  readonly duties: readonly { readonly role: string; readonly agency: string; readonly giver: string | null }[];
  readonly principals: readonly { readonly id: number; readonly name: string; readonly isActing: boolean }[];
  readonly sessions: readonly {
    readonly id: number;
    readonly isThis: boolean;
    readonly createdAt: Date;
    readonly lastSeenAt: Date;
    readonly ip: string;
    readonly browser: string;
    readonly awaitsCode: boolean;
  }[];
  readonly hasFactor: boolean;
  readonly mustChange: boolean;
  readonly said?: 'changed' | 'registered' | undefined;
  readonly errors: readonly LineError[];
};

/** What the city knows of a person, masked; his password, his sessions, and whom he acts for. */
export const MePage = (props: MePageProps) => (
  <Page {...props.frame} title={text.title} unlisted wrong={props.errors.length > 0} breadcrumb={[]}>
    <ErrorSummary errors={props.errors} />
    {props.mustChange && (
      <Notice kind="warning" title={text.mustChange} announced>
        {text.mustChangeNote}
      </Notice>
    )}
    {props.said === 'changed' && <Notice kind="success" title={text.changed} announced />}
    {props.said === 'registered' && (
      <Notice kind="info" title={text.registeredEnterprise} announced>
        {text.registeredEnterpriseNote}
      </Notice>
    )}
    {!props.mustChange && <Known {...props} />}
    <Password errors={props.errors} />
    {!props.mustChange && <Factor {...props} />}
    {!props.mustChange && <Sessions {...props} />}
  </Page>
);

const Known = ({ person, duties, principals }: MePageProps) => (
  <>
    <Section title={text.facts}>
      <Facts>
        <Fact label={text.name}>{person.name}</Fact>
        {person.document !== null && <Fact label={text.document}>{person.document}</Fact>}
        {person.phone !== null && <Fact label={text.phone}>{person.phone}</Fact>}
        {person.address !== null && <Fact label={text.address}>{person.address}</Fact>}
      </Facts>
      {person.isCitizen && (
        <Actions>
          <LinkButton kind="quiet" href="/me/data">
            {words.data.open}
          </LinkButton>
        </Actions>
      )}
    </Section>
    {duties.length > 0 && (
      <Section title={text.duties}>
        <ul>
          {duties.map(({ role, agency, giver }) => (
            <li key={`${agency} ${role} ${giver}`}>
              {`${agency}　${role}`}
              {giver !== null && text.delegated(giver)}
            </li>
          ))}
        </ul>
      </Section>
    )}
    {person.isCitizen && <Principals principals={principals} />}
  </>
);

const Principals = ({ principals }: Pick<MePageProps, 'principals'>) => {
  const acting = principals.find(({ isActing }) => isActing);
  return (
    <Section title={text.principals} id="principals">
      {acting && <Notice kind="info" title={text.actingFor(acting.name)} />}
      {principals.length === 0 && <p>{text.noPrincipals}</p>}
      {principals
        .filter(({ isActing }) => !isActing)
        .map(({ id, name }) => (
          <form key={id} method="post" action="/me/act-for">
            <Hidden values={{ principal: String(id) }} />
            <Button kind="secondary">{text.actAs(name)}</Button>
          </form>
        ))}
      {acting && (
        <form method="post" action="/me/act-for">
          <Hidden values={{ principal: '' }} />
          <Button kind="secondary">{text.actAsMyself}</Button>
        </form>
      )}
      <Actions>
        <LinkButton kind="quiet" href="/register/enterprise">
          {text.registerEnterprise}
        </LinkButton>
      </Actions>
    </Section>
  );
};

const Password = ({ errors }: Pick<MePageProps, 'errors'>) => (
  <Section title={text.password} id="password">
    <form className="form" method="post" action="/me/password" noValidate data-once>
      <Line name="current" label={text.current} type="password" autoComplete="current-password" errors={errors} />
      <Line
        name="next"
        label={text.next}
        hint={words.register.passwordHint}
        type="password"
        autoComplete="new-password"
        errors={errors}
      />
      <Line name="again" label={text.again} type="password" autoComplete="new-password" errors={errors} />
      <Actions>
        <Button>{text.change}</Button>
      </Actions>
    </form>
  </Section>
);

const Factor = ({ hasFactor }: MePageProps) => (
  <Section title={text.factor} id="second-factor">
    <p>{hasFactor ? text.factorOn : text.factorOff}</p>
    <Actions>
      <LinkButton kind="quiet" href="/me/second-factor">
        {text.factorManage}
      </LinkButton>
    </Actions>
  </Section>
);

const Sessions = ({ sessions }: MePageProps) => (
  <Section title={text.sessions} id="sessions">
    <Table
      caption={text.sessionsCaption}
      rows={sessions}
      rowKey={(row) => String(row.id)}
      columns={[
        { key: 'browser', title: text.browser, header: true, cell: (row) => row.browser },
        {
          key: 'since',
          title: text.since,
          cell: (row) => (
            <>
              <Moment at={row.createdAt} /> {row.awaitsCode && <Tag>{text.awaitsCode}</Tag>}
            </>
          ),
        },
        { key: 'seen', title: text.lastSeen, cell: (row) => <Moment at={row.lastSeenAt} /> },
        { key: 'place', title: text.place, cell: (row) => row.ip },
        {
          key: 'action',
          title: text.action,
          cell: (row) =>
            row.isThis ? (
              <Tag>{text.thisSession}</Tag>
            ) : (
              <form method="post" action="/me/sessions/end">
                <Hidden values={{ which: String(row.id) }} />
                <Button kind="quiet" label={`${text.endSession}：${row.browser}`}>
                  {text.endSession}
                </Button>
              </form>
            ),
        },
      ]}
    />
    {sessions.length > 1 && (
      <form method="post" action="/me/sessions/end">
        <Hidden values={{ which: 'others' }} />
        <Button kind="secondary">{text.endOthers}</Button>
      </form>
    )}
  </Section>
);
