import {
  Actions,
  Button,
  ErrorSummary,
  Fact,
  Facts,
  LinkButton,
  Moment,
  Notice,
  Page,
  QrFigure,
  Section,
} from '../../ui/index.ts';
import { Line, type LineError } from './line.tsx';
import type { Frame } from './sign-in.tsx';
import { words } from './text.ts';

const text = words.factor;
const FEW = 3;
const BASE = '/me/second-factor';
const way = [{ href: '/me', title: words.me.title }];

/** Whether somebody has a second factor, and what he can do about it. */
export const FactorPage = (props: {
  readonly frame: Frame;
  readonly since: Date | null;
  readonly codesLeft: number;
  /** The person's duty asks for it. */
  readonly isRequired: boolean;
  /** Nothing else may be done before. */
  readonly isAwaited: boolean;
  readonly said?: 'ended' | undefined;
  readonly errors: readonly LineError[];
}) => {
  const { since, codesLeft, isRequired, isAwaited, errors } = props;
  return (
    <Page {...props.frame} title={text.title} unlisted wrong={errors.length > 0} breadcrumb={isAwaited ? [] : way}>
      <ErrorSummary errors={errors} />
      {isAwaited && (
        <Notice kind="warning" title={text.mustTitle} announced>
          {text.mustNote}
        </Notice>
      )}
      {props.said === 'ended' && <Notice kind="success" title={text.ended} announced />}
      <p>{text.intro}</p>
      {since === null ? (
        <Begin isAwaited={isAwaited} errors={errors} />
      ) : (
        <Enabled since={since} codesLeft={codesLeft} isRequired={isRequired} errors={errors} />
      )}
      <p className="hint">{text.lost}</p>
    </Page>
  );
};

const Begin = ({ isAwaited, errors }: { readonly isAwaited: boolean; readonly errors: readonly LineError[] }) => (
  <form className="form" method="post" action={`${BASE}/offer`} noValidate data-once>
    {!isAwaited && <p>{text.off}</p>}
    {!isAwaited && (
      <Line name="proof" label={text.proofPassword} type="password" autoComplete="current-password" errors={errors} />
    )}
    <Actions>
      <Button>{text.begin}</Button>
    </Actions>
  </form>
);

/** A form that asks for a code; the field is named after what is done, so that an error stands beside it. */
const WithCode = (props: {
  readonly act: 'offer' | 'codes' | 'end';
  readonly title: string;
  readonly note?: string;
  readonly errors: readonly LineError[];
}) => (
  <Section title={props.title} id={props.act}>
    {props.note !== undefined && <p>{props.note}</p>}
    <form className="form" method="post" action={`${BASE}/${props.act}`} noValidate data-once>
      <Line
        name={props.act === 'offer' ? 'proof' : `${props.act}-code`}
        label={text.proofCode}
        autoComplete="one-time-code"
        errors={props.errors}
      />
      <Actions>
        <Button kind="secondary">{props.title}</Button>
      </Actions>
    </form>
  </Section>
);

const Enabled = (props: {
  readonly since: Date;
  readonly codesLeft: number;
  readonly isRequired: boolean;
  readonly errors: readonly LineError[];
}) => (
  <>
    {props.codesLeft < FEW && (
      <Notice kind="warning" title={text.fewLeft}>
        {text.fewLeftNote}
      </Notice>
    )}
    <Section title={text.on}>
      <Facts>
        <Fact label={text.since}>
          <Moment at={props.since} />
        </Fact>
        <Fact label={text.left}>{text.leftCount(props.codesLeft)}</Fact>
      </Facts>
    </Section>
    <WithCode act="codes" title={text.renew} note={text.renewNote} errors={props.errors} />
    <WithCode act="offer" title={text.beginAgain} note={text.beginAgainNote} errors={props.errors} />
    {props.isRequired ? <p>{text.required}</p> : <WithCode act="end" title={text.end} errors={props.errors} />}
  </>
);

/** The key, as a square code and to be typed, and the field for the first code. */
export const FactorOfferPage = (props: {
  readonly frame: Frame;
  /** What the square code holds. */
  readonly address: string;
  /** The key as people type it. */
  readonly written: string;
  readonly errors: readonly LineError[];
}) => (
  <Page {...props.frame} title={text.title} unlisted wrong={props.errors.length > 0} breadcrumb={way}>
    <ErrorSummary errors={props.errors} />
    <Section title={text.scan}>
      <p>{text.scanNote}</p>
      <QrFigure content={props.address} caption={text.qr} />
      <Facts>
        <Fact label={text.key}>
          <code>{props.written.match(/.{1,4}/gu)?.join(' ')}</code>
        </Fact>
        <Fact label={text.kind}>{text.kindValue}</Fact>
      </Facts>
    </Section>
    <Section title={text.confirmTitle}>
      <form className="form" method="post" action={`${BASE}/confirm`} noValidate data-once>
        <Line name="code" label={text.code} hint={text.codeHint} autoComplete="one-time-code" errors={props.errors} />
        <Actions>
          <Button>{text.confirm}</Button>
        </Actions>
      </form>
    </Section>
  </Page>
);

/** Recovery codes, shown this once. */
export const RecoveryCodesPage = (props: {
  readonly frame: Frame;
  readonly codes: readonly string[];
  readonly home: string;
}) => (
  <Page {...props.frame} title={text.codes} unlisted breadcrumb={way}>
    <Notice kind="success" title={text.on} announced>
      {text.codesNote}
    </Notice>
    <Section title={text.codesList}>
      <ul>
        {props.codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Section>
    <Actions>
      <LinkButton href={props.home}>{text.done}</LinkButton>
    </Actions>
  </Page>
);
