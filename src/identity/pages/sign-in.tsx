import { Actions, Button, ErrorSummary, Hidden, Notice, Page, type PageProps } from '../../ui/index.ts';
import { Line, type LineError } from './line.tsx';
import { words } from './text.ts';

export type Frame = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
const text = words.signIn;
const code = words.code;

/** The code of the second factor, after the password. */
export const CodePage = (props: {
  readonly frame: Frame;
  readonly next: string;
  readonly errors: readonly LineError[];
}) => (
  <Page {...props.frame} title={code.title} unlisted wrong={props.errors.length > 0} breadcrumb={[]}>
    <ErrorSummary errors={props.errors} title={text.failed} />
    <p>{code.intro}</p>
    <form className="form" method="post" action="/sign-in/code" noValidate data-once>
      <Hidden values={{ next: props.next }} />
      <Line name="code" label={code.code} hint={code.hint} autoComplete="one-time-code" errors={props.errors} />
      <Actions>
        <Button>{code.submit}</Button>
      </Actions>
    </form>
    <form method="post" action="/sign-out">
      <Button kind="quiet">{code.leave}</Button>
    </form>
    <p className="hint">{code.lost}</p>
  </Page>
);

/** Account and password; nothing else is asked. */
export const SignInPage = (props: {
  readonly frame: Frame;
  readonly name: string;
  readonly next: string;
  readonly errors: readonly LineError[];
  readonly said?: 'registered' | 'signed-out' | undefined;
}) => (
  <Page {...props.frame} title={text.title} unlisted wrong={props.errors.length > 0} breadcrumb={[]}>
    <ErrorSummary errors={props.errors} title={text.failed} />
    {props.said === 'registered' && (
      <Notice kind="info" title={text.registered} announced>
        {text.registeredNote}
      </Notice>
    )}
    {props.said === 'signed-out' && <Notice kind="success" title={text.signedOut} announced />}
    <form className="form" method="post" action="/sign-in" noValidate data-once>
      <Hidden values={{ next: props.next }} />
      <Line
        name="name"
        label={text.name}
        hint={text.nameHint}
        value={props.name}
        autoComplete="username"
        errors={props.errors}
      />
      <Line
        name="password"
        label={text.password}
        type="password"
        autoComplete="current-password"
        errors={props.errors}
      />
      <Actions>
        <Button>{text.submit}</Button>
        <a href="/register">{text.register}</a>
      </Actions>
    </form>
    <p className="hint">{text.forgotten}</p>
  </Page>
);
